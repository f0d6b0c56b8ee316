package dev.multichat.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.multichat.core.Entry;
import dev.multichat.core.ReceiptState;
import dev.multichat.core.SessionQuery;
import dev.multichat.store.Cursors;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a crash or a bad disk leaves of the log. */
class JsonLogTest {
  private static final int GOING_ON = 16;

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Aside.class);

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logger.setLevel(Level.WARN);
    told.start();
    logger.addAppender(told);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(told);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private record Written(byte[] log, int batchAt, List<String> before, List<String> batch) {}

  /** Two messages alone, then two in one batch, whose beginning is told. */
  private Written written() throws IOException {
    Path path = folder.resolve("whole");
    try (Logbook book = new Logbook(path).begun()) {
      List<String> before = List.of(book.send(1).get(0), book.send(1).get(0));
      int at = (int) Files.size(path.resolve("000001.jsonl"));
      List<String> batch = book.send(2);
      return new Written(Files.readAllBytes(path.resolve("000001.jsonl")), at, before, batch);
    }
  }

  private Path damaged(byte[] log, int number) throws IOException {
    Path path = folder.resolve("damaged-" + number);
    Files.createDirectories(path);
    Files.write(path.resolve("000001.jsonl"), log);
    return path;
  }

  private static void goesOn(Logbook book) throws IOException {
    List<String> kept = book.ids();
    String next = book.send(1).get(0);
    book.reopen();
    assertThat(book.ids()).startsWith(kept.toArray(String[]::new)).endsWith(next);
  }

  @Test
  void aBatchThatWasCutOffAnywhereIsLeftOutAltogether() throws IOException {
    Written written = written();
    for (int end = written.batchAt; end < written.log.length; end++) {
      Path path = damaged(Arrays.copyOf(written.log, end), end);
      boolean onlyTheLastEndIsMissing = end == written.log.length - 1;
      try (Logbook book = new Logbook(path)) {
        assertThat(book.ids())
            .as("cut at %d", end)
            .startsWith(written.before.toArray(String[]::new))
            .hasSize(onlyTheLastEndIsMissing ? 4 : 2);
        boolean nothingIsCutOff = end == written.batchAt || onlyTheLastEndIsMissing;
        assertThat(Logbook.aside(path)).hasSize(nothingIsCutOff ? 0 : 1);
        if (end % GOING_ON == 0) {
          goesOn(book);
        }
      }
    }
    assertThat(told.list.get(0).getFormattedMessage())
        .contains(
            "000001.jsonl ends with an incomplete batch: 1 bytes from offset "
                + written.batchAt
                + " on are cut off and set aside in 000001.jsonl.damaged-");
  }

  @Test
  void ofABatchInWhichAnyByteIsWrongTheSoundRecordsAreKept() throws IOException {
    Written written = written();
    for (int at = written.batchAt; at < written.log.length; at++) {
      byte[] log = written.log.clone();
      log[at] ^= 0x15;
      Path path = damaged(log, at);
      try (Logbook book = new Logbook(path)) {
        List<String> kept = book.ids();
        assertThat(kept).as("wrong at %d", at).containsAll(written.before);
        boolean isAnEnd = written.log[at] == '\n';
        assertThat(kept).as("wrong at %d", at).hasSize(isAnEnd ? 4 : 3);
        assertThat(Logbook.aside(path)).as("wrong at %d", at).hasSize(1);
        if (at % GOING_ON == 0) {
          goesOn(book);
        }
      }
    }
  }

  @Test
  void whatReferredToADamagedRecordIsKept() throws IOException {
    Path path = folder.resolve("dangling");
    List<String> sent;
    try (Logbook book = new Logbook(path).begun()) {
      sent = book.send(2);
      book.append(
          Letter.from("bob", "alice").answers(sent.get(0)).write(),
          Write.mark(sent.get(1), "bob", ReceiptState.ACKNOWLEDGED));
    }
    List<String> lines = Files.readAllLines(path.resolve("000001.jsonl"));
    for (int i = 1; i < lines.size(); i++) {
      String text = lines.get(i).replace("\"at\"", "\"AT\"");
      List<String> with = new ArrayList<>(lines);
      with.set(i, text);
      Path other = damaged((String.join("\n", with) + "\n").getBytes(), 100_000 + i);
      try (Logbook book = new Logbook(other)) {
        List<Entry> entries = book.feed();
        assertThat(entries).hasSizeBetween(5, 6);
        for (Entry entry : entries) {
          new Groups(book.content).exchange(String.valueOf(entry.about()), 0, 9).get();
        }
        new Agendas(book.content).agenda("alice").get();
        new Lists(book.content, new Cursors("e"))
            .sessions(new SessionQuery(null, null, null, 9, null));
        assertThat(new Inspection(book.content).findings().get()).isNotEmpty();
      }
    }
  }

  @Test
  void aDamagedRecordIsToldWithItsPlace() throws IOException {
    Path path = folder.resolve("told");
    try (Logbook book = new Logbook(path).begun()) {
      book.send(1);
      int at = (int) book.content.journal.end();
      book.send(1);
      book.send(1);
      byte[] log = Files.readAllBytes(path.resolve("000001.jsonl"));
      log[at + 5] ^= 1;
      Files.write(path.resolve("000001.jsonl"), log);
      book.reopen();
      assertThat(told.list.get(0).getFormattedMessage())
          .contains("000001.jsonl is damaged at offset " + at, "left out and set aside in");
      assertThat(new Inspection(book.content).findings().get())
          .anyMatch(finding -> finding.contains("is damaged at offset " + at))
          .anyMatch(finding -> finding.contains("'talk' are not numbered without gaps"));
    }
  }

  @Test
  void theLogGoesOnInAnotherSegmentWhenOneIsFull() throws IOException {
    Path path = folder.resolve("rolled");
    Folder small = Folder.of("json:" + path).rolledAt(2_000);
    try (Logbook book = new Logbook(small).begun()) {
      for (int i = 0; i < 40; i++) {
        book.send(1);
      }
      List<String> ids = book.ids();
      assertThat(small.segments()).hasSizeGreaterThan(5);
      book.reopen();
      assertThat(book.ids()).isEqualTo(ids).hasSize(40);
      assertThat(new Inspection(book.content).findings().get()).isEmpty();
      Files.deleteIfExists(small.snapshot());
      book.reopen();
      assertThat(book.ids()).isEqualTo(ids);
      goesOn(book);
    }
  }

  @Test
  void anErasureThatWasInterruptedIsFinishedWhenTheLogIsOpened() throws IOException {
    Path path = folder.resolve("erased");
    try (Logbook book = new Logbook(path).begun()) {
      List<String> sent = book.send(3);
      Batch batch = new Batch(book.content.state, new MovableClock().now());
      batch.add(List.of(Line.deleted("talk", book.content.state.entries.last())));
      book.content.commit(batch);
      assertThat(Files.readString(path.resolve("000001.jsonl"))).contains("About talk");
      book.reopen();
      assertThat(Files.readString(path.resolve("000001.jsonl"))).doesNotContain("About talk");
      assertThat(new Reads(book.content).known(sent.get(1)).get()).isPresent();
      assertThat(book.content.state.keeping.erasing).isEmpty();
      book.begunAgain();
      assertThat(book.feed().get(2).position()).isEqualTo(7);
    }
  }
}
