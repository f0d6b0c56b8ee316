package dev.multichat.record;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.bus.Bus;
import dev.multichat.config.RecorderSettings;
import dev.multichat.core.Entry;
import dev.multichat.hub.Room;
import dev.multichat.hub.Stamp;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A recorder over a SQLite file with alice, bob and their session "talk". */
public final class Recording implements AutoCloseable {
  public static final String SLOWLY = "slowly, please";
  private static final String SLOW =
      "CREATE TRIGGER slow BEFORE INSERT ON entry WHEN new.doc LIKE '%"
          + SLOWLY
          + "%' BEGIN SELECT count(*) FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL"
          + " SELECT x + 1 FROM c WHERE x < 1000000) SELECT x FROM c); END";

  public final Vertx vertx = Vertx.vertx();
  public final Bus bus = new Bus(vertx);
  public final SessionStore store;
  private final Path file;
  public final Meters meters = new Meters();
  private final String deployment;
  private final List<List<Entry>> commits = new CopyOnWriteArrayList<>();

  public Recording(Path folder, RecorderSettings settings) {
    file = folder.resolve("multichat.db");
    store = await(SqliteStore.open(vertx, "sqlite:" + file, false, Clock.systemUTC()));
    deployment = await(vertx.deployVerticle(new RecorderVerticle(store, bus, settings, meters)));
    for (String agent : List.of("alice", "bob")) {
      await(bus.record(Trial.card(agent)));
    }
    await(bus.record(Trial.opening("talk", false, "alice", "bob")));
    sql(SLOW);
    bus.onRecorded(hint -> commits.add(hint.entries()));
  }

  /** What parts of a hub work with. */
  public Room room() {
    return new Room(store, bus, Stamp.system(), meters);
  }

  /** The entries of each commit since the beginning of the test. */
  public List<List<Entry>> commits() {
    return commits;
  }

  /** Has these recorded, one after the other, while a commit is in flight that takes long. */
  List<Future<Outcome>> whileCommitting(List<Write> writes) {
    List<Future<Outcome>> outcomes = new ArrayList<>();
    outcomes.add(bus.record(Letter.from("alice", "bob").body(SLOWLY).write()));
    writes.forEach(write -> outcomes.add(bus.record(write)));
    return outcomes;
  }

  void sql(String sql) {
    String url = "jdbc:sqlite:" + file + "?busy_timeout=10000";
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  @Override
  public void close() {
    await(store.close());
    await(vertx.close());
  }
}
