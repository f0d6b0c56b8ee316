package dev.multichat.store.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The PostgreSQL server that is installed, over a private folder, on a free port. */
final class InstalledPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final Path bin;
  private final Path folder;
  private final Process process;
  private final int port;

  /** Fails when there is none. */
  InstalledPostgres() throws IOException {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      Comparator<Path> byNumber = Comparator.comparing(p -> Integer.parseInt(p.toFile().getName()));
      bin = versions.max(byNumber).orElseThrow().resolve("bin");
    }
    folder = Files.createTempDirectory("multichat-postgres-");
    if (isRoot()) {
      end(new ProcessBuilder("chown", "65534:65534", folder.toString()).start());
    }
    end(start("initdb", "--username=multichat", "--auth=trust", "--encoding=UTF8"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    process = start("postgres", "-p", String.valueOf(port), "-k", "", "-h", "127.0.0.1");
    awaitAnswer();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Process start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    command.addAll(List.of(bin.resolve(program).toString(), "-D", folder.resolve("d").toString()));
    command.addAll(List.of(arguments));
    File log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("it did not end well");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("PostgreSQL did not start");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The URL of a database, which is made unless it is there. */
  String database(String name) throws IOException {
    String psql = bin.resolve("psql").toString();
    String create = "CREATE DATABASE " + name;
    try {
      new ProcessBuilder(
              psql,
              "-h",
              "127.0.0.1",
              "-p",
              String.valueOf(port),
              "-U",
              "multichat",
              "-d",
              "postgres",
              "-c",
              create)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return "postgresql://multichat@127.0.0.1:" + port + "/" + name;
  }

  @Override
  public void close() {
    process.destroy();
    end(process);
  }
}
