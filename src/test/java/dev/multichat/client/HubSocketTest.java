package dev.multichat.client;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Kind;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client over one WebSocket when things go wrong. */
class HubSocketTest {
  private static final Caller TWO = Caller.agent("agent-2");
  private static final Caller THREE = Caller.agent("agent-3");
  private static final int PATIENCE_S = 30;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
  private Daemon daemon;
  private int port;
  private HubSocket socket;

  @BeforeEach
  void open() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start();
    await(daemon.coordinator().register(TWO, Agent.of("agent-2", "Two", "", "")));
    String token =
        await(
                daemon
                    .identities()
                    .enrol(OPERATOR, Agent.of("agent-3", "Three", "", ""), Access.AGENT))
            .token();
    socket = new HubSocket(vertx, URI.create("http://127.0.0.1:" + port), token);
  }

  private void start() {
    Map<String, String> keys = Map.of("http.port", Integer.toString(port));
    daemon = await(Daemon.start(vertx, Tokens.served(Scene.unguarded(folder), folder, keys)));
  }

  @AfterEach
  void close() {
    await(socket.close());
    await(daemon.close());
    await(vertx.close());
  }

  @Test
  void whatItFollowsGoesOnBehindTheDaemonsRestart() {
    Following following = socket.followInbox(THREE, null, this::acknowledged);
    String before = sent("before");
    eventually(() -> shown.contains(before));

    await(daemon.close());
    start();
    String after = sent("after");

    eventually(() -> shown.contains(after));
    assertThat(shown).containsExactly(before, after);
    assertThat(await(socket.coordinator().agent(THREE, "agent-2")).name()).isEqualTo("Two");
    following.close();
    await(following.ended());
  }

  @Test
  void aCallThatTheConnectionTookWithItFailsAndIsSafeToMakeAgain() {
    Future<?> waiting = socket.coordinator().inbox(THREE, new InboxQuery(null, 60_000, null, null));
    eventually(() -> await(daemon.coordinator().presence(OPERATOR, "agent-3")).get(0).present());

    await(daemon.close());

    Scene.refused(ErrorCode.UNAVAILABLE, waiting).isNotBlank();
    start();
    Draft draft = Draft.of(Kind.INFORM, List.of("agent-2"), "", "Hello again");
    assertThat(await(socket.coordinator().send(THREE, draft)).seq()).isEqualTo(1);
  }

  @Test
  void aFollowerThatFallsFarBehindHoldsUpNothingAndMissesNothing() {
    int many = 2500;
    Halting follower = new Halting();
    List<Future<?>> sending = new ArrayList<>();
    Following following = socket.followInbox(THREE, null, follower);
    for (int i = 0; i < many; i++) {
      sending.add(
          daemon
              .coordinator()
              .send(TWO, Draft.of(Kind.INFORM, List.of("agent-3"), "", "number " + i)));
    }
    await(Future.all(sending));

    await(socket.coordinator().agent(THREE, "agent-2"));
    eventually(() -> shown.size() >= many);
    assertThat(shown).hasSize(many).doesNotHaveDuplicates();
    assertThat(follower.lost.get()).isPositive();
    following.close();
  }

  @Test
  void aBacklogBelowAThousandEndsNoStreamHoweverOftenThereIsOne() {
    int many = 700;
    AtomicInteger lost = new AtomicInteger();
    AtomicReference<Promise<Void>> gate = new AtomicReference<>(Promise.promise());
    Following following =
        socket.followInbox(
            THREE,
            null,
            new Follower() {
              @Override
              public Future<Void> take(Event event) {
                return gate.get().future().onSuccess(go -> shown.add(event.id()));
              }

              @Override
              public void lost(MultichatException why, long pauseMs) {
                lost.incrementAndGet();
              }
            });
    for (int round = 1; round <= 3; round++) {
      await(sending(many));
      await(socket.coordinator().agent(THREE, "agent-2"));
      gate.get().complete();
      int all = round * many;
      eventually(() -> shown.size() == all);
      gate.set(Promise.promise());
    }
    assertThat(lost.get()).isZero();
    following.close();
  }

  private Future<?> sending(int many) {
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Draft draft = Draft.of(Kind.INFORM, List.of("agent-3"), "", "number " + i);
      sending.add(daemon.coordinator().send(TWO, draft));
    }
    return Future.all(sending);
  }

  /** Stops at the first event for a while, and counts how often its stream was ended. */
  private final class Halting implements Follower {
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public Future<Void> take(Event event) {
      return taken.incrementAndGet() == 1
          ? vertx.timer(3, TimeUnit.SECONDS).compose(late -> acknowledged(event))
          : acknowledged(event);
    }

    @Override
    public void lost(MultichatException why, long pauseMs) {
      lost.incrementAndGet();
    }
  }

  @Test
  void closingEndsWhatItFollows() {
    Following following = socket.followInbox(THREE, null, event -> never());

    await(socket.close());

    await(following.ended());
  }

  @Test
  void whomTheHubDoesNotKnowIsTurnedAwayForGood() {
    HubSocket stranger = new HubSocket(vertx, URI.create("http://127.0.0.1:" + port), "mc_nobodys");

    Scene.refused(
        ErrorCode.UNAUTHENTICATED, stranger.followInbox(THREE, null, event -> never()).ended());
    Scene.refused(ErrorCode.UNAUTHENTICATED, stranger.coordinator().agent(THREE, "agent-2"));
    await(stranger.close());
    Scene.refused(ErrorCode.UNAVAILABLE, stranger.coordinator().agent(THREE, "agent-2"));
  }

  private static Future<Void> never() {
    return Future.failedFuture("Nothing was to come.");
  }

  private Future<Void> acknowledged(Follower.Event event) {
    String id = event.data().getString("id");
    shown.add(id);
    return socket.coordinator().acknowledge(THREE, List.of(id)).otherwiseEmpty().mapEmpty();
  }

  private String sent(String body) {
    return await(
            daemon.coordinator().send(TWO, Draft.of(Kind.INFORM, List.of("agent-3"), "", body)))
        .id();
  }

  private void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
  }
}
