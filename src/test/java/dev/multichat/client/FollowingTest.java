package dev.multichat.client;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of the client goes on whatever becomes of the daemon, until it is refused. */
class FollowingTest {
  private static final Caller BO = Caller.agent("bo");
  private static final int PATIENCE_S = 30;

  @TempDir Path folder;
  private Vertx vertx;
  private Daemon daemon;
  private HubClient client;
  private int port;

  /** Keeps what came, and lets nothing more come while it is told to. */
  private static final class Ear implements Follower {
    final LinkedBlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> state = new LinkedBlockingQueue<>();
    volatile Future<Void> ready = Future.succeededFuture();

    @Override
    public Future<Void> take(Event event) {
      heard.add(event);
      return ready;
    }

    @Override
    public void connected() {
      state.add("connected");
    }

    @Override
    public void lost(MultichatException why, long pauseMs) {
      state.add(why.code().name());
    }

    List<String> bodies(int count) throws Exception {
      List<String> bodies = new ArrayList<>();
      while (bodies.size() < count) {
        Event event = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(event).as("after " + bodies).isNotNull();
        bodies.add(event.data().getString("body"));
      }
      return bodies;
    }
  }

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    start();
    port = URI.create(daemon.url()).getPort();
    enrolled("ada");
    client = new HubClient(vertx, URI.create(daemon.url()), enrolled("bo"));
  }

  private void start() {
    Map<String, String> samePort = Map.of("http.port", "" + port);
    Config config = Tokens.served(Scene.config(folder), folder, samePort);
    daemon = await(Daemon.start(vertx, config));
  }

  private String enrolled(String id) {
    return await(daemon.identities().enrol(OPERATOR, Agent.of(id, id, "", ""), Access.AGENT))
        .token();
  }

  @AfterEach
  void close() {
    await(client.close());
    await(daemon.close());
    await(vertx.close());
  }

  private void sent(int first, int count) {
    for (int i = first; i < first + count; i++) {
      await(daemon.coordinator().send(Scene.as("ada"), Note.to("bo").body("" + i).draft()));
    }
  }

  private static List<String> numbers(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  @Test
  void restartsOfTheDaemonLoseNothingAndBringNothingTwice() throws Exception {
    Ear ear = new Ear();
    Following following = client.followInbox(BO, null, ear);
    sent(0, 100);
    List<String> bodies = ear.bodies(100);
    for (int turn = 1; turn <= 2; turn++) {
      await(daemon.close());
      start();
      sent(turn * 100, 100);
      bodies.addAll(ear.bodies(100));
    }
    assertThat(bodies).isEqualTo(numbers(300));
    assertThat(ear.state).startsWith("connected", "UNAVAILABLE").contains("connected");
    following.close();
    await(following.ended());
    sent(300, 1);
    assertThat(ear.heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void nothingMoreComesUntilTheOneBeforeIsTaken() throws Exception {
    Ear ear = new Ear();
    Promise<Void> later = Promise.promise();
    ear.ready = later.future();
    client.followInbox(BO, null, ear);
    sent(0, 20);
    assertThat(ear.bodies(1)).containsExactly("0");
    assertThat(ear.heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
    ear.ready = Future.succeededFuture();
    later.complete();
    assertThat(ear.bodies(19)).isEqualTo(numbers(20).subList(1, 20));
  }

  @Test
  void aRefusalEndsItForGood() throws Exception {
    Following unknown = client.followSession(BO, "none", null, new Ear());
    isRefused(ErrorCode.NOT_FOUND, unknown);
    isRefused(ErrorCode.INVALID, client.followSession(BO, "..", null, new Ear()));
    HubClient nobody = new HubClient(vertx, URI.create(daemon.url()), "mc_x");
    isRefused(ErrorCode.UNAUTHENTICATED, nobody.followInbox(BO, null, new Ear()));
    await(nobody.close());
    Ear ear = new Ear();
    Following mine = client.followInbox(BO, null, ear);
    assertThat(ear.state.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("connected");
    await(daemon.coordinator().revoke(OPERATOR, "bo"));
    isRefused(ErrorCode.FORBIDDEN, mine);
    assertThat(ear.state).isEmpty();
  }

  private static void isRefused(ErrorCode code, Following following) {
    Scene.refused(code, following.ended());
  }
}
