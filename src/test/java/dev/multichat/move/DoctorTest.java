package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.store.SessionStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is made wrong in a SQLite file, behind the store's back. */
class DoctorTest {
  private static final StoreKind SQLITE = StoreKind.ALL.get(0);

  @TempDir Path folder;
  private Moves moves;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
    SessionStore store = moves.open(SQLITE, "patient");
    Content.fill(store, 40);
    await(store.close());
  }

  @AfterEach
  void close() {
    moves.close();
  }

  private Doctor.Report examined() {
    return new Doctor(moves.open(SQLITE, "patient"), Moves.SILENT).examine();
  }

  private void harm(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("patient.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as("rows that were harmed").isPositive();
    }
  }

  @Test
  void aSoundStoreHasNoFindings() {
    Doctor.Report report = examined();

    assertThat(report.findings()).isEmpty();
    assertThat(report.messages()).isEqualTo(40);
    assertThat(report.sessions()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM entry WHERE session = 'talk-1' AND seq = 5|is number 6 of the session 'talk-1',"
            + " but follows number 4.",
        "DELETE FROM entry WHERE position = 6|is of the session 'talk-0', which was not opened",
        "DELETE FROM message WHERE position = 9|The message at 9 has no hash",
        "UPDATE message SET sender = 'eve' WHERE position = 9|is known with another place, sender",
        "UPDATE message SET hash = x'00' WHERE position = 9|is known with another place, sender",
        "DELETE FROM delivery WHERE position = 9|The message at 9 has receipts of [], but went to",
        "UPDATE session SET last_seq = 3 WHERE id = 'talk-1'|says that it has 3 messages, but 20",
        "UPDATE session SET closed = 0 WHERE id = 'talk-1'|was closed, but says that it is active",
        "DELETE FROM entry WHERE position = 2|The agent 'bo' is there, but the log does not tell",
        "UPDATE entry SET doc = 'x' WHERE position = 20|Behind position 0 it cannot be read:",
        "UPDATE entry SET doc = json_set(doc, '$.message.inReplyTo', 'none') WHERE position ="
            + " 11|answers 'none', which is not in its session.",
        "UPDATE entry SET doc = json_set(doc, '$.message.exchange', 'x') WHERE position = 9|exchange",
        "UPDATE entry SET doc = json_set(doc, '$.about', 'x') WHERE doc ->> '$.type' ="
            + " 'dead'|is about the message 'x', which is not in its session.",
      })
  void whatIsWrongIsToldInPlainWords(String sql, String told) throws SQLException {
    harm(sql);

    assertThat(examined().findings()).anySatisfy(finding -> assertThat(finding).contains(told));
  }

  @Test
  void manyFindingsAreCounted() throws SQLException {
    harm("UPDATE message SET sender = 'eve'");
    harm("UPDATE entry SET doc = json_set(doc, '$.message.exchange', 'x') WHERE seq > 0");
    harm("UPDATE entry SET doc = json_set(doc, '$.message.seq', 1000 + 2 * seq) WHERE seq > 0");
    harm("DELETE FROM entry WHERE position < 6");

    Doctor.Report report = examined();

    assertThat(report.findings()).hasSize(100);
    assertThat(report.more()).isPositive();
  }

  @Test
  void whatHasAGapIsNotExportedAsIfItWereWhole() throws SQLException {
    harm("DELETE FROM entry WHERE session = 'talk-1' AND seq = 5");

    assertThatThrownBy(() -> Moves.export(moves.open(SQLITE, "patient")))
        .hasMessageContaining("The session 'talk-1' lacks its message 5");
  }
}
