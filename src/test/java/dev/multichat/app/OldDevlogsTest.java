package dev.multichat.app;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Entry;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.devlog.Rebuild;
import dev.multichat.devlog.old.Intake;
import dev.multichat.devlog.old.OldFolder;
import dev.multichat.devlog.old.Taken;
import dev.multichat.move.Doctor;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Whole;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldDevlogsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/dev/multichat/devlog/old");

  @TempDir Path folder;
  private Vertx vertx;
  private SessionStore store;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    store = await(Stores.open(vertx, "sqlite:" + folder.resolve("m.db"), false, Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  /** What was told of a file. */
  private record OldFile(String file, Taken became, String session) {}

  private List<OldFile> read(Path old) {
    List<OldFile> told = new ArrayList<>();
    Intake devlogs =
        new Intake(
            new OldFolder(old),
            (devlog, became) -> told.add(new OldFile(devlog.file(), became, devlog.session())));
    devlogs.look();
    devlogs.write(store);
    return told;
  }

  private List<Entry> feed() {
    return await(Whole.of(store::feed));
  }

  private static String texts(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyKindOfOldDevlogBecomesAClosedSessionThatFillsNoInbox() {
    List<OldFile> told = read(FIXTURES);
    assertThat(told).hasSizeGreaterThan(10).noneMatch(file -> file.became() == Taken.TAKEN);
    assertThat(told).filteredOn(file -> file.became() == Taken.IMPORTED).hasSizeGreaterThan(9);
    SessionQuery all = new SessionQuery(null, null, null, 500, null);
    List<Session> sessions = await(store.sessions(all)).items();
    assertThat(sessions).extracting(Session::state).containsOnly(SessionState.CLOSED);
    for (Session session : sessions) {
      for (String agent : session.participants()) {
        assertThat(await(store.inbox(agent, 0, 500))).isEmpty();
        assertThat(await(store.agenda(agent)).steps()).isEmpty();
        assertThat(await(store.agenda(agent)).awaiting()).isEmpty();
      }
    }
    assertThat(await(store.deadlines(9))).isEmpty();
    assertThat(new Doctor(store, (done, total) -> {}).examine().findings()).isEmpty();
  }

  @Test
  void readingAgainDoublesNothing() {
    List<OldFile> first = read(FIXTURES);
    List<Entry> before = feed();
    List<OldFile> again = read(FIXTURES);
    assertThat(feed()).isEqualTo(before);
    assertThat(again)
        .hasSameSizeAs(first)
        .allMatch(file -> file.became() != Taken.IMPORTED && file.became() != Taken.TAKEN);
  }

  @Test
  void writtenOutAgainTheyHoldTheSameFacts() throws IOException {
    read(FIXTURES);
    Path devlogs = folder.resolve("devlogs");
    await(Rebuild.run(vertx, store, devlogs, (done, total) -> {}));
    String written = texts(devlogs);
    for (Entry entry : feed()) {
      if (entry.message() != null) {
        assertThat(written).contains(entry.message().id());
        for (var step : entry.message().nextSteps()) {
          assertThat(words(written)).containsAll(words(step.action()));
        }
      }
    }
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split("[^\\p{L}\\p{N}]+"));
  }

  @Test
  void whatOurOwnHubWroteIsNotReadInTwice() throws IOException {
    read(FIXTURES);
    Path devlogs = folder.resolve("devlogs");
    await(Rebuild.run(vertx, store, devlogs, (done, total) -> {}));
    List<Entry> before = feed();
    List<OldFile> again = read(devlogs);
    assertThat(again).isNotEmpty().allMatch(file -> file.became() == Taken.KNOWN);
    assertThat(feed()).isEqualTo(before);
  }

  @Test
  void twoFilesWithTheSameTextAreOneConversation() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    String text = "**Date**: 2025-09-24\n**Agent**: Agent-2\n\n# Plan\n\nWe begin.\n";
    Files.writeString(old.resolve("one.md"), text);
    Files.writeString(old.resolve("two.md"), text);
    Files.write(old.resolve("broken.md"), new byte[] {1, 0, 2});
    assertThat(read(old))
        .extracting(OldFile::became)
        .containsExactlyInAnyOrder(Taken.LEFT, Taken.IMPORTED, Taken.KNOWN);
    assertThat(feed()).hasSize(3);
  }

  @Test
  void whatWasRemovedSinceIsNotSaidToBeThere() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old/deep"));
    Files.writeString(old.resolve("ONE.MD"), "**Agent**: Agent-2\n\n# Plan\n\nWe begin.\n");
    OldFile first = read(folder.resolve("old")).get(0);
    assertThat(first.became()).isEqualTo(Taken.IMPORTED);
    assertThat(first.file()).isEqualTo("deep/ONE.MD");
    await(store.delete(first.session()));
    assertThat(read(folder.resolve("old")).get(0).became()).isEqualTo(Taken.REMOVED);
  }

  @Test
  void aFileIsNoFolderOfDevlogs() throws IOException {
    Path file = Files.writeString(folder.resolve("a.md"), "# A");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("is no folder");
  }
}
