package dev.multichat.retain;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.config.RetentionSettings;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.devlog.Rebuild;
import dev.multichat.devlog.Removal;
import dev.multichat.retain.RetentionVerticle.Removing;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionVerticleTest {
  private static final int DAYS = 30;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Trial trial;
  private Message old;

  @BeforeEach
  void open() {
    trial =
        new Trial(
            (name, readOnly, clock) ->
                await(
                    SqliteStore.open(vertx, "sqlite:" + folder.resolve("a.db"), readOnly, clock)));
    trial.append(Trial.card("alice"));
    trial.append(Trial.card("bob"));
    old = talk("old");
    talk("open-and-old");
    close("old");
    trial.clock.move(Duration.ofDays(DAYS));
    talk("recent");
    close("recent");
    trial.clock.move(Duration.ofMillis(1));
  }

  @AfterEach
  void close() {
    trial.close();
    await(vertx.close());
  }

  private Message talk(String session) {
    trial.append(Trial.opening(session, false, "alice", "bob"));
    Message request = trial.send(Letter.from("alice", "bob").in(session).request());
    trial.send(Letter.from("bob", "alice").answers(request));
    trial.send(Letter.from("alice", "bob").in(session).subject("Notice of " + session));
    return request;
  }

  private void close(String session) {
    trial.happens(Trial.event(EntryType.CLOSED, session, "alice"));
  }

  private RetentionVerticle deployed(String archive) {
    return deployed(archive, Removing.from(trial.store, null));
  }

  private RetentionVerticle deployed(String archive, Removing removing) {
    RetentionSettings settings = new RetentionSettings(DAYS, archive, RetentionSettings.KEEP);
    RetentionVerticle retention =
        new RetentionVerticle(trial.store, settings, removing, trial.clock);
    await(vertx.deployVerticle(retention));
    return retention;
  }

  private List<Path> archived(Path archive) throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      return files.toList();
    }
  }

  @Test
  void otherSettingsCountFromTheNextRoundOnWhichBeginsAtOnce() {
    RetentionSettings never = new RetentionSettings(0, "", RetentionSettings.KEEP);
    RetentionVerticle retention =
        new RetentionVerticle(trial.store, never, Removing.from(trial.store, null), trial.clock);
    await(vertx.deployVerticle(retention));
    assertThat(await(retention.round())).isZero();
    assertThat(await(trial.store.session("old"))).isPresent();

    Promise<String> removed = Promise.promise();
    Removing telling =
        new Removing(
            Future::succeededFuture,
            session -> trial.store.delete(session).onSuccess(done -> removed.complete(session)));
    retention.change(new RetentionSettings(DAYS, "", RetentionSettings.KEEP), telling);
    assertThat(await(removed.future())).isEqualTo("old");
    await(retention.round());
    assertThat(await(retention.round())).isZero();
    assertThat(await(trial.store.session("recent"))).isPresent();
  }

  @Test
  void onlyWhatIsClosedForLongIsRemovedAndIsArchivedBefore() throws IOException {
    Path archive = folder.resolve("archive");
    RetentionVerticle retention = deployed(archive.toString());

    await(retention.round());

    assertThat(await(trial.store.session("old"))).isEmpty();
    assertThat(await(trial.store.session("recent"))).isPresent();
    assertThat(await(trial.store.session("open-and-old"))).isPresent();
    assertThat(archived(archive)).hasSize(1);
    String text = Files.readString(archived(archive).get(0));
    assertThat(text).contains("\"sessions\":1,", "\"messages\":3,", old.id());
    assertThat(text).doesNotContain("\"recent\"");
    assertThat(await(retention.round())).isZero();
    assertThat(archived(archive)).hasSize(1);
  }

  @Test
  void idsAndHashesStayBehind() {
    await(deployed("").round());

    assertThat(await(trial.store.known(old.id()))).isPresent();
    assertThat(trial.refused(Letter.from("alice", "bob").in("recent").id(old.id()).write()))
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void nothingIsRemovedThatCannotBeArchived() throws IOException {
    Path archive = Files.writeString(folder.resolve("no-folder"), "a file");
    RetentionVerticle retention = deployed(archive.toString());

    assertThatThrownBy(() -> await(retention.round())).hasMessageContaining("cannot be written");

    assertThat(await(trial.store.session("old"))).isPresent();
  }

  @Test
  void devlogsStayAsTheyAreAlsoWhenTheyAreRebuilt() {
    Path devlogs = folder.resolve("devlogs");
    await(Rebuild.run(vertx, trial.store, devlogs, (done, total) -> {}));
    Map<String, String> before = texts(devlogs);
    assertThat(before).hasSizeGreaterThan(5);

    await(deployed("").round());
    await(Rebuild.run(vertx, trial.store, devlogs, (done, total) -> {}));

    assertThat(await(trial.store.session("old"))).isEmpty();
    assertThat(texts(devlogs)).isEqualTo(before);
  }

  @Test
  void devlogsGoWithTheirSessionsWhenToldSo() {
    Path devlogs = folder.resolve("devlogs");
    await(Rebuild.run(vertx, trial.store, devlogs, (done, total) -> {}));
    Removal removal = new Removal(vertx, trial.store, devlogs, null, null);

    int removed = await(deployed("", new Removing(removal::finish, removal::remove)).round());

    assertThat(removed).isEqualTo(1);
    Map<String, String> left = texts(devlogs);
    assertThat(left.values()).noneMatch(text -> text.contains("Notice of old"));
    assertThat(left.values()).anyMatch(text -> text.contains("Notice of open-and-old"));
    await(Rebuild.run(vertx, trial.store, devlogs, (done, total) -> {}));
    assertThat(texts(devlogs)).isEqualTo(left);
  }

  @Test
  void whatIsBegunIsFinishedBeforeAnythingElseGoes() {
    Removing broken =
        new Removing(
            () -> Future.failedFuture(MultichatException.conflict("no disk")),
            session -> trial.store.delete(session));

    assertThatThrownBy(() -> await(deployed("", broken).round())).hasMessageContaining("no disk");

    assertThat(await(trial.store.session("old"))).isPresent();
  }

  private static Map<String, String> texts(Path devlogs) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(devlogs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(devlogs.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
