package dev.multichat.app;

import dev.multichat.config.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hubs of this machine with their store, in a temporary folder that goes with them, also when the
 * process is told to stop.
 */
final class LocalHubs implements AutoCloseable {
  private final Path folder;
  private final @Nullable SharedServer server;
  private final String store;
  private final LocalNodes nodes;
  private final Thread hook = new Thread(this::clear, "multichat-local-hubs");

  private LocalHubs(Path folder, @Nullable SharedServer server, String store, LocalNodes nodes) {
    this.folder = folder;
    this.server = server;
    this.store = store;
    this.nodes = nodes;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Makes room for so many; none is started.
   *
   * @param store that they share; absent: on the installed Redis, which is started for it
   */
  static LocalHubs of(@Nullable String store, int count) throws IOException {
    Path folder = Files.createTempDirectory("multichat-hubs-");
    if (store != null) {
      return new LocalHubs(folder, null, store, new LocalNodes(folder, store, count));
    }
    try {
      SharedServer server = SharedServer.started(folder.resolve("redis"));
      LocalNodes nodes = new LocalNodes(folder, server.url(), count);
      return new LocalHubs(folder, server, server.url(), nodes);
    } catch (RuntimeException | IOException e) {
      remove(folder);
      throw e;
    }
  }

  LocalNodes nodes() {
    return nodes;
  }

  /** The store, in words. */
  String told() {
    return server == null
        ? Secrets.masked(store)
        : "a Redis of their own (" + store + ", each write synced)";
  }

  @Override
  public void close() {
    if (!stopping()) {
      clear();
    }
  }

  /** Whether the process is about to end, which clears as well. */
  private boolean stopping() {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      return true;
    }
  }

  private synchronized void clear() {
    nodes.close();
    if (server != null) {
      server.close();
    }
    remove(folder);
  }

  private static void remove(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
