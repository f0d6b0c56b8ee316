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
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows several nodes goes on at the next one. */
class NodesTest {
  private static final Caller ME = Caller.agent("agent-3");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Daemon daemon;
  private URI live;
  private URI nobody;
  private String token;

  @BeforeEach
  void open() throws Exception {
    daemon = await(Daemon.start(vertx, Tokens.served(Scene.unguarded(folder), folder, Map.of())));
    live = URI.create(daemon.url());
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    Agent card = Agent.of("agent-3", "Three", "", "");
    token = await(daemon.identities().enrol(OPERATOR, card, Access.AGENT)).token();
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  @Test
  void whereNobodyAnswersTheNextIsAskedAtOnce() {
    HubClient client = new HubClient(vertx, List.of(nobody, live), token, null);
    HubSocket socket = new HubSocket(vertx, List.of(nobody, live), token, null);

    assertThat(await(client.coordinator().agent(ME, "agent-3")).name()).isEqualTo("Three");
    assertThat(client.url()).isEqualTo(live);
    assertThat(await(socket.coordinator().agent(ME, "agent-3")).name()).isEqualTo("Three");
    await(client.close());
    await(socket.close());
  }

  @Test
  void whenNobodyAnswersAnywhereTheFailureSaysSo() {
    HubClient client = new HubClient(vertx, List.of(nobody, nobody), token, null);

    Scene.refused(ErrorCode.UNAVAILABLE, client.coordinator().agent(ME, "agent-3"))
        .contains("No hub answers at");
    await(client.close());
  }

  @Test
  void aNodeThatTakesConnectionsAndSaysNothingIsLeft() {
    URI hung = hung();
    HubSocket socket = new HubSocket(vertx, List.of(hung, live), token, null);

    assertThat(await(socket.coordinator().agent(ME, "agent-3")).name()).isEqualTo("Three");
    await(socket.close());
  }

  @Test
  void aNodeThatFallsSilentLaterIsLeftAndWhatIsFollowedGoesOn() {
    Promise<String> come = Promise.promise();
    AtomicReference<NetSocket> through = new AtomicReference<>();
    URI relay = relay(through);
    HubSocket socket = new HubSocket(vertx, List.of(relay, live), token, null);
    Promise<Void> following = Promise.promise();
    Follower follower = follower(following, come);
    socket.followInbox(ME, null, follower);
    await(following.future());
    assertThat(through.get()).isNotNull();

    through.get().pause();
    Draft draft = Draft.of(Kind.INFORM, List.of("agent-3"), "", "Are you there?");
    await(daemon.coordinator().send(OPERATOR, draft));

    assertThat(await(come.future())).isEqualTo("Are you there?");
    assertThat(await(socket.coordinator().inbox(ME, new InboxQuery(null, 0, null, null))).items())
        .hasSize(1);
    await(socket.close());
  }

  private static Follower follower(Promise<Void> following, Promise<String> come) {
    return new Follower() {
      @Override
      public void connected() {
        following.tryComplete();
      }

      @Override
      public Future<Void> take(Event event) {
        come.tryComplete(event.data().getString("body"));
        return Future.succeededFuture();
      }
    };
  }

  private URI hung() {
    NetServer server = vertx.createNetServer().connectHandler(NetSocket::pause);
    return URI.create("http://127.0.0.1:" + await(server.listen(0, "127.0.0.1")).actualPort());
  }

  /** Passes everything on between a client and the daemon. */
  private URI relay(AtomicReference<NetSocket> through) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                client -> {
                  client.pause();
                  vertx
                      .createNetClient()
                      .connect(live.getPort(), live.getHost())
                      .onSuccess(
                          hub -> {
                            through.set(hub);
                            hub.handler(client::write);
                            client.handler(hub::write);
                            client.resume();
                          });
                });
    return URI.create("http://127.0.0.1:" + await(server.listen(0, "127.0.0.1")).actualPort());
  }
}
