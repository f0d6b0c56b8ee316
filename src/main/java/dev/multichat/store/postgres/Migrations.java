package dev.multichat.store.postgres;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.StoreInfo;
import dev.multichat.store.sql.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings a database's schema up to date, one numbered script after the other, all or nothing. */
final class Migrations {
  /** The newest layout that this version knows. */
  static final int LATEST = 1;

  private static final String META =
      "INSERT INTO meta (name, value) VALUES (?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  private static final Pattern END = Pattern.compile(";\\s*\\n");

  private Migrations() {}

  /** Makes what is missing; several may try at once. */
  static void run(PgStatements sql, Address address) throws SQLException {
    if (schema(sql, address) == LATEST) {
      return;
    }
    sql.begin();
    sql.list("SELECT pg_advisory_xact_lock(hashtext(?))", row -> row, address.schema());
    int schema = schema(sql, address);
    if (sql.number("SELECT count(*) FROM pg_namespace WHERE nspname = ?", address.schema()) == 0) {
      sql.send("CREATE SCHEMA " + address.schema());
    }
    for (int number = schema + 1; number <= LATEST; number++) {
      for (String statement : script(number)) {
        sql.send(statement);
      }
    }
    if (schema == 0) {
      sql.send(META, "epoch", UUID.randomUUID().toString());
    }
    sql.send(META, "schema", String.valueOf(LATEST));
    sql.commit();
  }

  /** What the database holds; UNAVAILABLE when that is no store. */
  static StoreInfo info(Statements sql, Address address, String durability) throws SQLException {
    int schema = schema(sql, address);
    if (schema == 0) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          address.shown() + " holds no store; start the daemon once, or give another --store.");
    }
    String epoch =
        sql.first("SELECT value FROM meta WHERE name = 'epoch'", row -> epoch(row.values().get(0)))
            .orElseThrow(() -> foreign(address));
    return new StoreInfo(address.shown(), durability, epoch, schema);
  }

  private static String epoch(@Nullable Object value) {
    return String.valueOf(value);
  }

  /** 0 when there is none; refuses a newer one and what belongs to others. */
  private static int schema(Statements sql, Address address) throws SQLException {
    long tables =
        sql.number(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relkind = 'r'",
            address.schema());
    if (tables == 0) {
      return 0;
    }
    if (sql.number(
            "SELECT CASE WHEN to_regclass(?) IS NULL THEN 0 ELSE 1 END", address.schema() + ".meta")
        == 0) {
      throw foreign(address);
    }
    int schema = (int) sql.number("SELECT value::integer FROM meta WHERE name = 'schema'");
    if (schema == 0) {
      throw foreign(address);
    }
    if (schema > LATEST) {
      throw MultichatException.conflict(
          address.shown() + " has schema " + schema + "; this version knows up to " + LATEST + ".");
    }
    return schema;
  }

  private static MultichatException foreign(Address address) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        address.shown()
            + " has a schema '"
            + address.schema()
            + "' that belongs to another program; name another database.");
  }

  private static List<String> script(int number) {
    String name = String.format(Locale.ROOT, "%03d.sql", number);
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return END.splitAsStream(text).filter(sql -> !sql.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
