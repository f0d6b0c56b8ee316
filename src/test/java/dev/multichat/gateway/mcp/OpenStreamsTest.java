package dev.multichat.gateway.mcp;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that stay open, and what ends them. */
class OpenStreamsTest {
  private static final Door.Credentials TWO = new Door.Credentials("agent-2", null);

  private final AtomicBoolean known = new AtomicBoolean(true);
  private final AtomicReference<HttpExchange> asked = new AtomicReference<>();
  private final Shared shared =
      new Shared(
          new Door(token -> Optional.of(Caller.agent(token)).filter(caller -> known.get())),
          new Budget(1_000_000),
          new Places(),
          new Meters(),
          Duration.ofSeconds(10));
  private Vertx vertx;
  private OpenStreams streams;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** What a client is given when this is done with what it asks. */
  private Streamed given(Duration beat, Consumer<HttpExchange> work) {
    streams = new OpenStreams(vertx, shared, beat);
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              HttpExchange http = new HttpExchange(vertx, context, shared, streams);
              asked.set(http);
              work.accept(http);
            });
    HttpServer server = await(vertx.createHttpServer().requestHandler(router).listen(0));
    Wires wires = new Wires(vertx, "http://127.0.0.1:" + server.actualPort());
    return await(wires.streamed("GET", "agent-2", Buffer.buffer()));
  }

  @Test
  void whoseTokenWasTakenAwayIsEndedByTheNextBeat() {
    Streamed stream = given(Duration.ofMillis(50), HttpExchange::listen);
    known.set(false);

    await(stream.ended());

    assertThat(stream.status()).isEqualTo(200);
    shared.places().take(Caller.agent("agent-2"));
  }

  @Test
  void whatBeginsToListenInASessionThatEndedIsEnded() {
    ClientSession session = new ClientSession("s", TWO, "agent-2", Version.STRUCTURED, 0);
    session.end();

    Streamed stream = given(Duration.ofMinutes(1), http -> session.listens(http.listen()));

    await(stream.ended());
    assertThat(stream.beats()).hasSize(1);
  }

  @Test
  void nobodyBeginsToListenOnceAllAreEnded() {
    AtomicReference<Throwable> why = new AtomicReference<>();
    Streamed stream =
        given(
            Duration.ofMinutes(1),
            http -> {
              streams.close();
              try {
                http.listen();
              } catch (CancellationException stopping) {
                why.set(stopping);
                http.request().response().end();
              }
            });

    await(stream.ended());
    assertThat(why.get()).isNotNull();
  }
}
