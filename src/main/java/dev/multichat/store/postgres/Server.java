package dev.multichat.store.postgres;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Cells;
import dev.multichat.store.sql.Statements;
import java.sql.SQLException;

/**
 * What a PostgreSQL server is and what its settings promise.
 *
 * @param durability what is kept of what it answered, in a few words
 * @param keeps whether each commit is kept
 */
record Server(String durability, boolean keeps) {
  private static final int OLDEST = 120_000;
  private static final String SETTINGS =
      "SELECT current_setting('server_version_num')::integer, current_setting('server_version'),"
          + " current_setting('server_encoding'), current_setting('fsync'),"
          + " current_setting('full_page_writes'),"
          + " CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END";
  // Whatever waits for more than this machine's disk stays as its owner set it.
  private static final String COMMIT_DURABLY =
      "SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit')"
          + " IN ('off', 'local') THEN 'on' ELSE current_setting('synchronous_commit') END, false)";

  /** Refuses a server on which a store cannot be kept. */
  static Server of(Statements sql, Address address, boolean readOnly) throws SQLException {
    return sql.first(SETTINGS, row -> promised(row, address, readOnly)).orElseThrow();
  }

  /** From here on a commit on this connection is answered when it is on the disk. */
  static void commitDurably(Statements sql) throws SQLException {
    sql.first(COMMIT_DURABLY, row -> row);
  }

  private static Server promised(Cells row, Address address, boolean readOnly) {
    if (row.number(0) < OLDEST) {
      throw unfit(address, "is PostgreSQL " + row.text(1), "give one of version 12 or later");
    }
    if (!row.text(2).equals("UTF8")) {
      throw unfit(
          address,
          "is encoded as " + row.text(2) + ", which cannot hold every text",
          "make a database with ENCODING 'UTF8'");
    }
    if (row.number(5) == 1 && !readOnly) {
      throw unfit(address, "is a standby, which only reads", "give the primary");
    }
    if (row.text(3).equals("off")) {
      return new Server("fsync off: what the system had not written is lost with it", false);
    }
    return row.text(4).equals("off")
        ? new Server("full_page_writes off: a page torn by a crash is lost", false)
        : new Server("PostgreSQL syncs each commit to the disk", true);
  }

  private static MultichatException unfit(Address address, String why, String remedy) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, address.shown() + " " + why + "; " + remedy + ".");
  }
}
