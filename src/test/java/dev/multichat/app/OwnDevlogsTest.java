package dev.multichat.app;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.devlog.Rebuild;
import dev.multichat.devlog.old.Intake;
import dev.multichat.devlog.old.OldDevlog;
import dev.multichat.devlog.old.OldFolder;
import dev.multichat.devlog.old.Taken;
import dev.multichat.move.Doctor;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Whole;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Trial;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDevlogsTest {
  @TempDir Path folder;
  private Vertx vertx;
  private Trial source;
  private SessionStore target;
  private Path devlogs;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    source = new Trial((name, readOnly, clock) -> await(stored("from", readOnly, clock)));
    List.of("a-1", "a-2", "a-3").forEach(agent -> source.append(Trial.card(agent)));
    source.append(Trial.opening("talk", false, "a-1", "a-2", "a-3"));
    target = await(stored("to", false, source.clock));
    devlogs = folder.resolve("devlogs");
  }

  private Future<SessionStore> stored(String name, boolean readOnly, Clock clock) {
    return Stores.open(vertx, "sqlite:" + folder.resolve(name + ".db"), readOnly, clock);
  }

  @AfterEach
  void close() {
    source.close();
    await(target.close());
    await(vertx.close());
  }

  private Message say(String from, Draft draft) {
    String id = UUID.randomUUID().toString();
    Message message = Message.accepted(draft, id, "talk", from, source.clock.now());
    Audience audience = draft.to().isEmpty() ? Audience.SESSION : Audience.LIST;
    source.clock.move(Duration.ofSeconds(7));
    Entry entry = Entry.of(message, audience);
    return source.append(Write.message(entry, Wire.hash(draft), null, false)).entry().message();
  }

  private Message say(Kind kind, String from, String to, String text, Message answers) {
    Draft draft = Draft.of(kind, List.of(to), answers == null ? "About " + text : "", text);
    return say(from, draft.at(null, "talk", answers == null ? null : answers.id()));
  }

  private void converse() {
    Draft plan =
        Draft.of(Kind.PROPOSE, List.of("a-2", "a-3"), "The plan", "We begin.\n\nThen we go on.")
            .at(null, "talk", null)
            .with(
                List.of("Small steps"),
                List.of(new NextStep("a-2", "Read it", false)),
                List.of("Drafted"));
    Message first = say("a-1", plan);
    Draft no =
        Draft.of(Kind.REFUSE, List.of("a-1"), "Not yet", "It is *too* early.")
            .at(null, "talk", first.id())
            .with(List.of("Too early"), List.of(), List.of("Waiting for tests"));
    Message refusal = say("a-2", no);
    Message counter = say(Kind.PROPOSE, "a-1", "a-2", "Tomorrow?", refusal);
    source.clock.move(Duration.ofDays(1));
    say(Kind.ACCEPT, "a-2", "a-1", "Yes.", counter);
    say(Kind.ACCEPT, "a-3", "a-1", "I agree.", first);
    say(Kind.INFORM, "a-2", "a-1", "Build is green", null);
    Message notice = say(Kind.INFORM, "a-1", "a-3", "Disk is full", null);
    say(Kind.INFORM, "a-3", "a-1", "I emptied it.", notice);
  }

  private List<OldDevlog> read(Path from, Taken became) {
    List<OldDevlog> read = new ArrayList<>();
    Intake intake =
        new Intake(
            new OldFolder(from),
            (devlog, what) -> {
              assertThat(what).as(devlog.file() + devlog.notes()).isEqualTo(became);
              read.add(devlog);
            });
    intake.look();
    intake.write(target);
    return read;
  }

  private void write(SessionStore store, Path to) {
    await(Rebuild.run(vertx, store, to, (done, total) -> {}));
  }

  private static List<Entry> feed(SessionStore store) {
    return await(Whole.of(store::feed));
  }

  private static List<String> told(SessionStore store) {
    return feed(store).stream()
        .filter(entry -> entry.message() != null)
        .map(entry -> told(entry.message()))
        .sorted()
        .toList();
  }

  /** Everything that the pages tell of a message. */
  private static String told(Message m) {
    return String.join(
        " | ",
        m.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        m.id(),
        m.exchange(),
        String.valueOf(m.inReplyTo()),
        m.from() + " to " + m.to(),
        m.kind().toString(),
        m.subject(),
        m.body(),
        m.keyPoints().toString(),
        m.status().toString(),
        m.nextSteps().toString());
  }

  @Test
  void everyMessageIsReadBackAsItWasSaid() {
    converse();
    write(source.store, devlogs);

    List<OldDevlog> read = read(devlogs, Taken.IMPORTED);

    assertThat(told(target)).isEqualTo(told(source.store)).hasSize(8);
    assertThat(read).hasSize(3).allMatch(devlog -> !devlog.notes().isEmpty());
    assertThat(new Doctor(target, (done, total) -> {}).examine().findings()).isEmpty();
    int before = feed(target).size();
    read(devlogs, Taken.KNOWN);
    assertThat(feed(target)).hasSize(before);
  }

  @Test
  void writtenOutAgainThePagesHoldTheSameFacts() {
    converse();
    write(source.store, devlogs);
    read(devlogs, Taken.IMPORTED);
    Path again = folder.resolve("again");
    write(target, again);
    for (String name : List.of("agents_the-plan_", "notices_about-build", "a-3_about-disk")) {
      assertThat(facts(again, name)).isEqualTo(facts(devlogs, name)).isNotEmpty();
    }
  }

  private static List<String> facts(Path root, String name) {
    try (Stream<Path> files = Files.walk(root)) {
      Path file =
          files.filter(one -> one.toString().contains(name)).sorted().findFirst().orElseThrow();
      return Files.readAllLines(file).stream()
          .filter(line -> !line.matches("(state|closed): .*|.*\\*\\*(Answered|Notice)\\*\\*.*"))
          .filter(line -> !line.contains("the session was closed by"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void furtherFilesOfASessionAreTakenInLater() throws IOException {
    converse();
    write(source.store, devlogs);
    List<Path> files;
    try (Stream<Path> all = Files.walk(devlogs)) {
      files = all.filter(file -> isPage(file)).toList();
    }
    for (Path file :
        files.stream()
            .filter(OwnDevlogsTest::isPage)
            .sorted(java.util.Comparator.comparing(file -> file.toString().contains("_notices_")))
            .toList()) {
      Path part = Files.createDirectories(folder.resolve("part"));
      Files.copy(file, part.resolve(file.getFileName().toString()));
      Intake intake =
          new Intake(
              new OldFolder(part),
              (devlog, became) ->
                  assertThat(became).as(devlog.file()).isIn(Taken.IMPORTED, Taken.KNOWN));
      intake.look();
      intake.write(target);
    }
    assertThat(told(target)).isEqualTo(told(source.store));
    assertThat(new Doctor(target, (done, total) -> {}).examine().findings()).isEmpty();
  }

  private static boolean isPage(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".md") && !name.startsWith("README");
  }

  @Test
  void aSessionOfTheStoresOwnIsNotAddedTo() throws IOException {
    converse();
    write(source.store, devlogs);
    String gone = told(source.store).get(0);
    source.happens(Trial.event(EntryType.CLOSED, "talk", "a-1"));
    int before = feed(source.store).size();
    Path page = devlogs.resolve("2025-09-24/forged.md");
    try (Stream<Path> all = Files.walk(devlogs)) {
      Path plan = all.filter(f -> f.toString().contains("_the-plan_")).findFirst().orElseThrow();
      String text = Files.readString(plan);
      String id = gone.substring(gone.indexOf("| ") + 2).substring(0, 36);
      Files.writeString(page, text.replace(id, UUID.randomUUID().toString()));
    }
    Path forged = Files.createDirectory(folder.resolve("forged"));
    Files.move(page, forged.resolve("forged.md"));
    Intake intake =
        new Intake(
            new OldFolder(forged),
            (devlog, became) -> assertThat(became).isNotEqualTo(Taken.IMPORTED));
    intake.look();
    intake.write(source.store);
    assertThat(feed(source.store)).hasSize(before);
  }
}
