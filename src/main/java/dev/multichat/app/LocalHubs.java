package dev.multichat.app;

import dev.multichat.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Hubs of this machine with their store, in temporary folders that go with them, also when the
 * process is told to stop.
 */
final class LocalHubs implements AutoCloseable {
  private final Children servers = new Children();
  private final Children hubs = new Children();
  private final Path folder = Files.createTempDirectory("multichat-hubs-");
  private final Path data = Files.createTempDirectory("multichat-store-");
  private final Thread hook = new Thread(this::clear, "multichat-local-hubs");
  private final String told;
  private final @Nullable SharedServer server;
  private final LocalNodes nodes;

  /**
   * Makes room for so many; none is started.
   *
   * @param store that they share; absent: on an installed server, which is started for it
   */
  LocalHubs(@Nullable String store, LocalNodes.Shape shape) throws IOException {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      server = store == null ? SharedServer.started(Installed.here(), data, servers) : null;
      String url = server == null ? String.valueOf(store) : server.url();
      told = server == null ? Secrets.masked(url) : server.told();
      nodes = new LocalNodes(folder, url, shape, hubs);
    } catch (RuntimeException | IOException e) {
      close();
      throw e;
    }
  }

  LocalNodes nodes() {
    return nodes;
  }

  /** The store's own process, when it was started for them. */
  @Nullable ProcessHandle server() {
    return server == null ? null : server.process();
  }

  /** The store, in words. */
  String told() {
    return told;
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

  /** The hubs before their store, so that they can stop in order. */
  private synchronized void clear() {
    hubs.close();
    servers.close();
    Scratch.remove(folder);
    Scratch.remove(data);
  }
}
