package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Stores in one folder and what is moved between them; closes what it opened. */
final class Moves implements AutoCloseable {
  static final Progress SILENT = (done, total) -> {};

  final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final List<SessionStore> opened = new ArrayList<>();

  Moves(Path folder) {
    this.folder = folder;
  }

  SessionStore open(StoreKind kind, String name) {
    return open(kind, name, new MovableClock());
  }

  SessionStore open(StoreKind kind, String name, Clock clock) {
    SessionStore store = await(kind.opener().open(vertx, folder.resolve(name), false, clock));
    opened.add(store);
    return store;
  }

  /** A trial of the contract over the store of this name. */
  Trial trial(StoreKind kind, String name) {
    return new Trial((any, readOnly, clock) -> open(kind, name, clock));
  }

  static String export(SessionStore store) {
    return export(store, Wanted.ALL);
  }

  static String export(SessionStore store, Wanted wanted) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Export(store, SILENT).to(out, wanted);
      return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String text) {
    try {
      return Files.writeString(Files.createTempFile(folder, "export", ".jsonl"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Moved load(SessionStore store, Path file) {
    ExportFile export = new ExportFile(file, file.getFileName().toString(), SILENT);
    return new Import(store, export, export.verify()).run();
  }

  Moved load(SessionStore store, String text) {
    return load(store, file(text));
  }

  static Moved migrate(SessionStore from, SessionStore to) {
    return new Migration(from, to, SILENT).run(from.info().url());
  }

  @Override
  public void close() {
    opened.forEach(store -> await(store.close()));
    await(vertx.close());
  }
}
