package dev.multichat.app;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An installed Redis or PostgreSQL that was started for several hubs of this machine, on a free
 * loopback port with its data in a folder. It keeps what it confirmed, since each write is synced,
 * and lets in nobody without the password in its URL.
 *
 * @param url what hubs name as their store
 * @param told what it is, in words
 * @param process its own process
 */
record SharedServer(String url, String told, ProcessHandle process) {
  private static final long PATIENCE_SECONDS = 20;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PASSWORD_BYTES = 24;

  /**
   * Starts Redis, or PostgreSQL where there is no Redis; UNAVAILABLE when neither is installed,
   * with how to install one, or when it does not come up.
   *
   * @param folder empty, and its own
   * @param children it ends with them
   */
  static SharedServer started(Installed installed, Path folder, Children children) {
    Optional<Path> redis = installed.program("redis-server");
    Optional<Path> initdb = installed.program("initdb");
    try {
      if (redis.isPresent()) {
        return LocalRedis.started(redis.get(), folder, children);
      }
      if (initdb.isPresent()) {
        return new LocalPostgres(installed, initdb.get(), folder, children).started();
      }
    } catch (IOException e) {
      throw failed("The store for the hubs could not be started (" + e.getMessage() + ").");
    }
    throw failed(
        "Several hubs need a store that they share, and neither redis-server nor PostgreSQL is"
            + " installed here; install one (on Debian or Ubuntu: apt install redis-server, on"
            + " macOS: brew install redis), or name a store with --store redis://HOST:6379/0 or"
            + " --store postgresql://USER@HOST/DATABASE.");
  }

  /** A port of the loopback address that nobody has now. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** One that nobody guesses, and that needs no escape in a URL. */
  static String password() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  static MultichatException failed(String why) {
    return new MultichatException(ErrorCode.UNAVAILABLE, why);
  }

  /** Waits until it is ready; UNAVAILABLE when it ends before, or takes longer than 20 s. */
  static void await(Process process, String program, BooleanSupplier ready) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw failed("The " + program + " that was started did not come up in 20 s.");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String toString() {
    return told;
  }
}
