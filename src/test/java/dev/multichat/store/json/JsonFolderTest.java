package dev.multichat.store.json;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.PageQuery;
import dev.multichat.store.Appended;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a store: who may use it, and what of it is read beside its writer. */
class JsonFolderTest {
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

  private Path data() {
    return folder.resolve("data/sessions");
  }

  private Folder small() {
    return Folder.of("json:" + data()).rolledAt(3_000);
  }

  private Future<JsonStore> open(boolean readOnly) {
    return JsonStore.open(vertx, "json:" + data(), readOnly, new MovableClock());
  }

  private JsonStore rolling(boolean readOnly) {
    return await(new Opener(vertx, new MovableClock()).open(small(), readOnly));
  }

  private MultichatException refused(boolean readOnly) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(open(readOnly)));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static Appended append(SessionStore store, Write... writes) {
    return await(store.append(List.of(writes)));
  }

  private static SessionStore begun(SessionStore store) {
    append(store, Trial.card("alice"), Trial.card("bob"));
    append(store, Trial.opening("talk", false, "alice", "bob"));
    return store;
  }

  private static List<String> ids(SessionStore store) {
    return await(store.history("talk", 0, 10_000)).stream().map(Message::id).toList();
  }

  @Test
  void whatItCreatesIsForItsOwnerAlone() throws IOException {
    SessionStore store = begun(await(open(false)));
    await(store.close());
    assertThat(permissions(data())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data())) {
      assertThat(files.toList()).hasSize(3).allMatch(file -> permissions(file).equals("rw-------"));
    }
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
    MultichatException refusal = refused(false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    await(store.close());
    await(await(open(false)).close());
  }

  @Test
  void aNewerSchemaIsRefusedByName() throws IOException {
    await(await(open(false)).close());
    Segment.Head head = new Segment.Head("sessions", 7, 1, "file", "epoch");
    Files.write(data().resolve("000001.jsonl"), Lines.alone(head));
    for (boolean readOnly : List.of(false, true)) {
      MultichatException refusal = refused(readOnly);
      assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(refusal).hasMessageContaining("has schema 7; this version knows up to 1");
    }
  }

  @Test
  void openedToReadItCreatesAndRepairsNothing() throws IOException {
    assertThat(refused(true)).hasMessageContaining("does not exist");
    assertThat(data().getParent()).doesNotExist();
    SessionStore store = begun(await(open(false)));
    List<String> ids = new ArrayList<>();
    append(store, Letter.from("alice", "bob").write());
    ids.addAll(ids(store));
    await(store.close());
    Path log = data().resolve("000001.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"entry\":{\"pos");
    long size = Files.size(log);
    SessionStore reader = await(open(true));
    assertThat(ids(reader)).isEqualTo(ids);
    await(reader.close());
    assertThat(Files.size(log)).isEqualTo(size);
    assertThat(Logbook.aside(data())).isEmpty();
  }

  @Test
  void aReaderFollowsTheWriterOverSegmentsAndDeletions() {
    SessionStore store = begun(rolling(false));
    SessionStore reader = rolling(true);
    for (int i = 0; i < 60; i++) {
      append(store, Letter.from("alice", "bob").write());
      if (i == 30) {
        append(store, Letter.from("alice", "bob").in("gone").opens("Gone").write());
        await(store.delete("gone"));
      }
      if (i % 7 == 0) {
        assertThat(ids(reader)).isEqualTo(ids(store)).hasSize(i + 1);
      }
    }
    List<Entry> feed = await(store.feed(0, 500));
    assertThat(await(reader.feed(0, 500))).isEqualTo(feed).hasSize(63);
    assertThat(await(reader.inspect())).isEmpty();
    await(reader.close());
    await(store.close());
  }

  @Test
  void whatWasSaidInADeletedSessionIsInNoFileAnyMore() throws IOException {
    SessionStore store = begun(rolling(false));
    append(store, Letter.from("alice", "bob").in("private").opens("topic-7Q").write());
    for (int i = 0; i < 30; i++) {
      append(
          store,
          Letter.from("alice", "bob").write(),
          Letter.from("alice", "bob").in("private").subject("subject-7Q").body("body-7Q").write());
    }
    List<String> kept = ids(store);
    await(store.close());
    store = rolling(false);
    assertThat(occurrences("7Q")).isPositive();
    assertThat(await(store.delete("private"))).isEqualTo(31);
    assertThat(occurrences("7Q")).isZero();
    assertThat(ids(store)).isEqualTo(kept);
    assertThat(await(store.inspect())).isEmpty();
    append(store, Letter.from("alice", "bob").write());
    await(store.close());
    Files.delete(small().snapshot());
    store = rolling(false);
    assertThat(ids(store)).startsWith(kept.toArray(String[]::new)).hasSize(31);
    assertThat(await(store.forgotten(new PageQuery(500, null))).items()).hasSize(31);
    await(store.close());
  }

  private long occurrences(String text) throws IOException {
    long found = 0;
    try (Stream<Path> files = Files.list(data())) {
      for (Path file : files.toList()) {
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        found += all.split(text, -1).length - 1;
      }
    }
    return found;
  }

  @Test
  void aDamagedOrForeignSnapshotIsLeftAloneAndMadeAgain() throws IOException {
    SessionStore store = begun(rolling(false));
    for (int i = 0; i < 30; i++) {
      append(
          store, Letter.from("alice", "bob").request().replyBy(new MovableClock().now()).write());
    }
    List<Entry> feed = await(store.feed(0, 500));
    await(store.close());
    byte[] snapshot = Files.readAllBytes(small().snapshot());
    for (int at : new int[] {0, 5, 20, snapshot.length / 2, snapshot.length - 1}) {
      byte[] damaged = snapshot.clone();
      damaged[at] ^= 1;
      Files.write(small().snapshot(), damaged);
      store = rolling(false);
      assertThat(await(store.feed(0, 500))).isEqualTo(feed);
      assertThat(await(store.deadlines(100))).hasSize(30);
      await(store.close());
    }
    assertThat(Files.readAllBytes(small().snapshot())).isEqualTo(snapshot);
  }

  @Test
  void theSnapshotAgreesWithTheLog() throws IOException {
    SessionStore store = begun(rolling(false));
    for (int i = 0; i < 30; i++) {
      append(store, Letter.from("alice", "bob").request().write());
    }
    await(store.close());
    store = rolling(false);
    assertThat(await(store.inspect())).isEmpty();
    assertThat(await(store.agenda("bob")).awaiting()).hasSize(30);
    append(store, Letter.from("bob", "alice").answers(ids(store).get(3)).write());
    assertThat(await(store.agenda("bob")).awaiting()).hasSize(29);
    assertThat(await(store.inspect())).isEmpty();
    await(store.close());
  }
}
