package dev.multichat.store.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server of a test's own, in its folder, on a free port of this machine. */
public final class RealRedis implements AutoCloseable {
  private static File brought;

  private final String executable;
  private final Path folder;
  private final List<String> settings;
  private final int port;
  private Process process;

  private RealRedis(String executable, Path folder, List<String> settings) {
    this.executable = executable;
    this.folder = folder;
    this.settings = settings;
    this.port = freePort();
    start();
  }

  /** The server that embedded-redis brings. */
  public static RealRedis brought(Path folder, String... settings) {
    try {
      synchronized (RealRedis.class) {
        if (brought == null) {
          brought = ExecutableProvider.newJarResourceProvider().get();
        }
      }
      return new RealRedis(brought.getPath(), folder, List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that is installed; fails when there is none. */
  public static RealRedis installed(Path folder, String... settings) {
    return new RealRedis("redis-server", folder, List.of(settings));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Starts it, again after it was stopped, over the data that it left. */
  public void start() {
    List<String> command =
        new ArrayList<>(List.of(executable, "--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--loglevel", "warning"));
    command.addAll(settings);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(executable + " cannot be started", e);
    }
    awaitAnswer();
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("Redis did not start; see " + folder.resolve("redis.log"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** The first line that it answers to a command; each on a connection of its own. */
  public String ask(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      String answer = String.valueOf(ask("PING"));
      return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Ends it as a crash does. */
  public void kill() {
    end(process.destroyForcibly());
  }

  /** Ends it in order. */
  public void stop() {
    process.destroy();
    end(process);
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("Redis did not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void pause() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      end(new ProcessBuilder("kill", name, String.valueOf(process.pid())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
