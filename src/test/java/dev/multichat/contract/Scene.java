package dev.multichat.contract;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.app.Daemon;
import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.config.DeliverySettings;
import dev.multichat.config.DevlogSettings;
import dev.multichat.config.GuardSettings;
import dev.multichat.config.Limits;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AbstractStringAssert;

/** A daemon on a store of its own, a way to it that is under test, and words to speak to it. */
public final class Scene implements AutoCloseable {
  public static final Caller OPERATOR = Caller.operator();
  public static final Limits LIMITS = new Limits(4096, 4, 6);
  public static final GuardSettings GUARDS =
      new GuardSettings(10, 600, 2000, 10000, 9, 60000, 4, 12);
  private static final long PATIENCE_MS = 30_000;

  public final Vertx vertx;
  public final BusClient client;
  private final Config config;
  private final Way way;
  private Daemon daemon;
  public Coordinator hub;

  /** How a running daemon is spoken to. */
  public interface Way {
    Coordinator to(Daemon daemon);
  }

  public Scene(Vertx vertx, Config config, Way way) {
    this.vertx = vertx;
    this.config = config;
    this.way = way;
    this.client = new BusClient(vertx);
    start();
  }

  /** A scene over the event bus. */
  public static Scene onBus(Vertx vertx, Path folder, DeliverySettings delivery) {
    return new Scene(vertx, config(folder, delivery), daemon -> new BusClient(vertx).coordinator());
  }

  /** Small limits, quick redelivery and no devlogs. */
  public static Config config(Path folder) {
    return config(folder, new DeliverySettings(100, 5, 20, 3));
  }

  /** The same without guards, for tests that are as quick as they want. */
  public static Config unguarded(Path folder) {
    return unguarded(folder, config(folder).delivery());
  }

  /** The same with another delivery. */
  public static Config unguarded(Path folder, DeliverySettings delivery) {
    Config inside = config(folder, delivery);
    return new Config(
        inside.store(),
        inside.devlogs(),
        inside.limits(),
        GuardSettings.off(),
        inside.recorder(),
        inside.delivery(),
        inside.retention(),
        inside.http(),
        inside.metrics(),
        inside.log(),
        inside.cluster());
  }

  private static Config config(Path folder, DeliverySettings delivery) {
    Config standard = Config.defaults();
    return new Config(
        "sqlite:" + folder.resolve("multichat.db"),
        new DevlogSettings(false, folder.resolve("devlogs").toString()),
        LIMITS,
        GUARDS,
        standard.recorder(),
        delivery,
        standard.retention(),
        standard.http().off(),
        standard.metrics(),
        standard.log(),
        standard.cluster());
  }

  public void start() {
    daemon = await(Daemon.start(vertx, config));
    hub = way.to(daemon);
  }

  public Handover handover() {
    return daemon.handover();
  }

  public void restart() {
    close();
    start();
  }

  @Override
  public void close() {
    await(daemon.close());
  }

  public static Caller as(String id) {
    return id.equals(Names.OPERATOR) ? Caller.operator() : Caller.agent(id);
  }

  /** With these agents registered, each by itself. */
  public Scene with(String... agents) {
    for (String id : agents) {
      await(hub.register(as(id), Agent.of(id, "The " + id, "Tester", "")));
    }
    return this;
  }

  /** A session of that id, opened by the first one and not open to others. */
  public Session session(String id, String initiator, String... others) {
    return await(hub.open(as(initiator), new Opening(id, "Talk", List.of(others), false)));
  }

  public Receipt send(String from, Note note) {
    return await(hub.send(as(from), note.draft()));
  }

  public Future<Answer> ask(String from, Note note, Duration wait) {
    return hub.ask(as(from), note.draft(), wait);
  }

  public List<Message> inbox(String agent) {
    return await(hub.inbox(as(agent), new InboxQuery(null, 0, 500, null))).items();
  }

  /** The next messages, waited for. */
  public List<Message> arrived(String agent) {
    return await(hub.inbox(as(agent), new InboxQuery(null, 20_000, 500, null))).items();
  }

  public List<String> inboxIds(String agent) {
    return inbox(agent).stream().map(Message::id).toList();
  }

  /** It must fail with this code; what it says is given back. */
  public static AbstractStringAssert<?> refused(ErrorCode code, Future<?> future) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(future));
    assertThat(refusal).as("should have been refused").isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return assertThat(refusal.getMessage());
  }

  /** Waits until something that no future tells has come true. */
  public void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      rest(5);
    }
  }

  /** Lets time pass, so that what must not happen could have happened. */
  public void rest(long millis) {
    await(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }
}
