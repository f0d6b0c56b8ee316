package dev.multichat.app;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The installed Redis, started on a free loopback port with its data in a folder, so that several
 * hubs on this machine can share a store. It keeps what it confirmed: each write is synced.
 */
final class SharedServer implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final List<String> PLACES =
      List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Process process;
  private final int port;

  private SharedServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** UNAVAILABLE when none is installed, with how to install one, or when it does not start. */
  static SharedServer started(Path folder) {
    Path program = installed().orElseThrow(SharedServer::none);
    try {
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  List.of(
                      program.toString(),
                      "--bind",
                      "127.0.0.1",
                      "--port",
                      String.valueOf(port),
                      "--dir",
                      Files.createDirectories(folder).toString(),
                      "--save",
                      "",
                      "--appendonly",
                      "yes",
                      "--appendfsync",
                      "always"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      SharedServer server = new SharedServer(process, port);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw failed(program + " could not be started (" + e.getMessage() + ").");
    }
  }

  /** A port of the loopback address that nobody has now. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Optional<Path> installed() {
    return PLACES.stream()
        .map(place -> Path.of(place, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static MultichatException none() {
    return failed(
        "Several hubs need a store that they share, and no redis-server is installed here; install"
            + " one (apt install redis-server), or name a store with --store"
            + " redis://HOST:6379/0 or --store postgresql://USER@HOST/DATABASE.");
  }

  private static MultichatException failed(String why) {
    return new MultichatException(ErrorCode.UNAVAILABLE, why);
  }

  private void awaitListening() {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw failed("The redis-server that was started did not come up in 20 s.");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What hubs name as their store. */
  String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
