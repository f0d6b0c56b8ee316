package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.Appended;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A log under test without the store around it: what is appended is committed at once. */
final class Logbook implements AutoCloseable {
  private final Folder folder;
  Content content;

  Logbook(Path path) throws IOException {
    this(Folder.of("json:" + path));
  }

  Logbook(Folder folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.path());
    content = Content.open(folder, true);
  }

  /** With two agents and a session of them. */
  Logbook begun() throws IOException {
    append(Trial.card("alice"), Trial.card("bob"));
    append(Trial.opening("talk", false, "alice", "bob"));
    return this;
  }

  /** With the session again, after it was deleted. */
  void begunAgain() throws IOException {
    append(Trial.opening("talk", false, "alice", "bob"));
  }

  Appended append(Write... writes) throws IOException {
    Batch batch = new Batch(content.state, new MovableClock().now());
    String epoch = content.state.keeping.epoch;
    Appended appended = new Append(content, batch, epoch).apply(List.of(writes));
    content.commit(batch);
    return appended;
  }

  /** So many messages in one batch; their ids. */
  List<String> send(int count) throws IOException {
    Write[] letters =
        Stream.generate(() -> Letter.from("alice", "bob").body("x").write())
            .limit(count)
            .toArray(Write[]::new);
    return append(letters).outcomes().stream().map(o -> o.entry().message().id()).toList();
  }

  /** The ids of the session's messages, read from the disk. */
  List<String> ids() throws IOException {
    return new Reads(content).history("talk", 0, 10_000).get().stream().map(Message::id).toList();
  }

  List<Entry> feed() throws IOException {
    return new Reads(content).feed(0, 100_000).get();
  }

  void reopen() throws IOException {
    content.close();
    content = Content.open(folder, true);
  }

  /** The files that were set aside. */
  static List<Path> aside(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.getFileName().toString().contains(".damaged-")).forEach(found::add);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
