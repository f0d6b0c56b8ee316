package dev.multichat.deliver;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;

import dev.multichat.bus.Subscription;
import dev.multichat.config.DeliverySettings;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A running daemon and handlers that are ended with each test. */
abstract class DeliveryTrial {
  /** Nothing fails for want of time. */
  static final DeliverySettings PATIENT = new DeliverySettings(30_000, 100, 200, 3);

  /** Everything fails soon. */
  static final DeliverySettings HASTY = new DeliverySettings(50, 5, 20, 3);

  static Vertx vertx;

  @TempDir Path folder;
  Scene scene;
  private final List<Subscription> handlers = new ArrayList<>();

  /** What a handler was given, in order. */
  final List<Message> taken = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    endHandlers();
    scene.close();
  }

  void open(DeliverySettings settings, String... agents) {
    scene = Scene.onBus(vertx, folder, settings).with(agents);
  }

  void endHandlers() {
    handlers.forEach(handler -> await(handler.end()));
    handlers.clear();
  }

  /** A handler that is announced. */
  void handler(String agent, Function<Message, Future<?>> answer) {
    handlers.add(
        await(
            scene.client.receive(
                as(agent),
                message -> {
                  taken.add(message);
                  return answer.apply(message);
                })));
  }

  /** What is shown of a session from now on. */
  List<Entry> watch(String session) {
    List<Entry> shown = new CopyOnWriteArrayList<>();
    handlers.add(await(scene.client.watch(session, shown::add)));
    return shown;
  }

  static Future<?> yes(Message message) {
    return Future.succeededFuture();
  }

  static Future<?> no(Message message) {
    return Future.failedFuture("cannot take " + message.id());
  }

  static Future<?> never(Message message) {
    return Promise.promise().future();
  }

  List<String> takenIds() {
    return taken.stream().map(Message::id).toList();
  }

  void taken(int count) {
    scene.eventually(() -> taken.size() >= count);
  }

  /** Sends so many, one after the other, into the session "talk". */
  List<String> talk(String from, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(scene.send(from, Note.to().in("talk").body("number " + i)).id());
    }
    return ids;
  }
}
