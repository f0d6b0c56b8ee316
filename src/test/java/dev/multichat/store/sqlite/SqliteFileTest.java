package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import dev.multichat.store.sql.Append;
import dev.multichat.store.sql.Ledger;
import dev.multichat.store.sql.SqlStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
  @TempDir Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private Path db() {
    return folder.resolve("data/m.db");
  }

  private Future<SqlStore> open(boolean readOnly) {
    return SqliteStore.open(vertx, "sqlite:" + db(), readOnly, new MovableClock());
  }

  private MultichatException refused(boolean readOnly) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(open(readOnly)));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + db())) {
      for (String sql : statements) {
        connection.createStatement().execute(sql);
      }
    }
  }

  @Test
  void whatItCreatesIsForItsOwnerAlone() throws IOException {
    SessionStore store = await(open(false));
    assertThat(permissions(db().getParent())).isEqualTo("rwx------");
    try (var files = Files.list(db().getParent())) {
      assertThat(files.toList())
          .hasSizeGreaterThan(2)
          .allMatch(file -> permissions(file).equals("rw-------"));
    }
    await(store.close());
  }

  @Test
  void closedItLeavesNoLogBeside() {
    SessionStore store = await(open(false));
    await(store.append(List.of(Trial.card("alice"))));
    assertThat(await(store.feed(0, 1))).hasSize(1);
    assertThat(Path.of(db() + "-wal")).exists();
    await(store.close());
    assertThat(Path.of(db() + "-wal")).doesNotExist();
  }

  @Test
  void oddFolderNamesAreFollowed() {
    Path odd = folder.resolve("sp ace #1 ü%20;'x.db");
    SessionStore store = await(SqliteStore.open(vertx, "sqlite:" + odd, false, new MovableClock()));
    await(store.append(List.of(Trial.card("alice"))));
    assertThat(await(store.feed(0, 1))).hasSize(1);
    await(store.close());
    assertThat(odd).isNotEmptyFile();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSecondWriterIsRefusedNamingTheFirst() {
    SessionStore store = await(open(false));
    for (int i = 0; i < 2; i++) {
      MultichatException refusal = refused(false);
      assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(refusal)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    await(store.close());
    await(await(open(false)).close());
  }

  @Test
  void anotherProcessThatWritesIsNamed() throws Exception {
    await(await(open(false)).close());
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                db().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("held");
    MultichatException refusal = refused(false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("in use by process " + other.pid());
    other.destroyForcibly().waitFor();
    await(await(open(false)).close());
  }

  @Test
  void aNewerSchemaIsRefusedByName() throws SQLException {
    await(await(open(false)).close());
    execute("PRAGMA user_version = 7");
    for (boolean readOnly : List.of(false, true)) {
      MultichatException refusal = refused(readOnly);
      assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(refusal).hasMessageContaining("has schema 7; this version knows up to 1");
    }
  }

  @Test
  void aDatabaseWithoutItsEpochIsRefusedEachTimeItIsOpened() throws SQLException {
    await(await(open(false)).close());
    execute("DELETE FROM meta WHERE name = 'epoch'");
    for (int i = 0; i < 2; i++) {
      MultichatException refusal = refused(false);
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("has no epoch, so it is damaged; restore it");
    }
    execute("INSERT INTO meta VALUES ('epoch', 'found again')");
    await(await(open(false)).close());
  }

  @Test
  void whatIsNoDatabaseOfOursIsRefused() throws Exception {
    Files.createDirectories(db().getParent());
    Files.writeString(db(), "This is no database at all, but text of some length.".repeat(100));
    for (boolean readOnly : List.of(false, true)) {
      assertThat(refused(readOnly)).hasMessageContaining("is no SQLite database");
    }
    Files.delete(db());
    execute("CREATE TABLE theirs (x)");
    MultichatException refusal = refused(false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("belongs to another program");
    assertThat(Files.readAllBytes(db())[18])
        .as("its journal is not turned to WAL")
        .isEqualTo((byte) 1);
  }

  @Test
  void aFolderThatCannotBeIsRefused() throws IOException {
    Files.writeString(folder.resolve("data"), "a file in its place");
    assertThat(refused(false).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    Future<SqlStore> wrong = SqliteStore.open(vertx, "nonsense", false, new MovableClock());
    assertThat(Trial.refusal(wrong)).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void openedToReadItCreatesAndLocksNothing() {
    MultichatException refusal = refused(true);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("does not exist");
    assertThat(db().getParent()).doesNotExist();
    await(await(open(false)).close());
    SessionStore reader = await(open(true));
    assertThat(await(reader.feed(0, 1))).isEmpty();
    SessionStore writer = await(open(false));
    await(writer.append(List.of(Trial.card("alice"))));
    assertThat(await(reader.feed(0, 1))).hasSize(1);
    await(writer.close());
    await(reader.close());
  }

  @Test
  void aFullDiskFailsTheBatchAndNothingElse() throws Exception {
    DataFile file = DataFile.of("sqlite:" + db());
    var executor = vertx.createSharedWorkerExecutor("full", 1);
    Writer writer = new Writer(executor, file);
    await(writer.write(ledger -> append(ledger, Trial.card("alice"), Trial.card("bob"))));
    await(writer.write(ledger -> append(ledger, Trial.opening("talk", false, "alice", "bob"))));
    long pages = await(writer.write(ledger -> ledger.sql.number("PRAGMA page_count")));
    await(writer.write(ledger -> ledger.sql.number("PRAGMA max_page_count = " + (pages + 3))));
    var large = Letter.from("alice", "bob").body("x".repeat(100_000)).write();
    assertThat(Trial.refusal(writer.write(ledger -> append(ledger, large))))
        .isEqualTo(ErrorCode.STORAGE_FULL);
    await(writer.write(ledger -> ledger.sql.number("PRAGMA max_page_count = 1000000")));
    var after = await(writer.write(ledger -> append(ledger, large)));
    assertThat(after.outcomes().get(0).entry().message().seq()).isEqualTo(1);
    assertThat(after.outcomes().get(0).known()).isFalse();
    await(writer.close());
  }

  private static dev.multichat.store.Appended append(
      Ledger ledger, dev.multichat.store.Write... batch) throws SQLException {
    return new Append(ledger, "epoch").apply(List.of(batch), new MovableClock().now());
  }
}
