package dev.multichat.client;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Holder;
import dev.multichat.core.Identities;
import dev.multichat.core.Issued;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Enrolment;
import dev.multichat.wire.Json;
import dev.multichat.wire.RemoteCoordinator;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub that is reached over HTTP with one token. The caller of each call is who the token is of,
 * or with an operator's token any agent. Safe for any thread.
 */
public final class HubClient {
  private static final int CONNECTIONS = 64;

  private final Nodes nodes;
  private final HttpTransport calls;
  private final Coordinator hub;
  private final Followings followings;

  /**
   * @param url such as {@code http://127.0.0.1:8642}
   * @param token {@code mc_…}
   */
  public HubClient(Vertx vertx, URI url, String token) {
    this(vertx, url, token, null);
  }

  /**
   * @param certificate the PEM file of the only certificate to trust, by whatever name the hub is
   *     called then; absent: whom the JDK trusts
   */
  public HubClient(Vertx vertx, URI url, String token, @Nullable String certificate) {
    this(vertx, List.of(url), token, certificate);
  }

  /**
   * @param urls of the nodes of one hub, of which the next one is used when one fails; a call whose
   *     answer was lost fails all the same, and is safe to be made again
   */
  public HubClient(Vertx vertx, List<URI> urls, String token, @Nullable String certificate) {
    nodes = new Nodes(urls, token, certificate);
    calls = new HttpTransport(vertx, nodes, CONNECTIONS);
    followings = new Followings(vertx, calls);
    hub = new RemoteCoordinator(calls);
  }

  /** Where the hub is; of several nodes the one that is used now. */
  public URI url() {
    return nodes.current().url();
  }

  /** Whom the hub takes the token for. */
  public Future<Caller> caller() {
    return calls
        .unclaimed("status")
        .map(
            status -> {
              JsonObject you = status.getJsonObject("you");
              if (you == null) {
                throw new MultichatException(
                    ErrorCode.UNAVAILABLE, "What answers at " + url() + " is no Multichat hub.");
              }
              return Wire.answer(you, Caller.class);
            });
  }

  /** Everything that a caller can have done, over HTTP. */
  public Coordinator coordinator() {
    return hub;
  }

  /** Who gets tokens; for operators. */
  public Identities identities() {
    return new RemoteIdentities();
  }

  /**
   * Follows an inbox from its oldest message that is not acknowledged on. An event's data is a
   * Message.
   *
   * @param agent whose; absent: the caller's own
   */
  public Following followInbox(Caller caller, @Nullable String agent, Follower follower) {
    return followings.inbox(caller, agent, follower);
  }

  /**
   * Follows a session. An event's data is an Entry.
   *
   * @param afterSeq the message to begin behind, 0 for the opening; absent: from now on
   */
  public Following followSession(
      Caller caller, String session, @Nullable Long afterSeq, Follower follower) {
    return followings.session(caller, session, afterSeq, follower);
  }

  /** What the daemon is and how far it came, and who calls. */
  public Future<JsonObject> status(Caller caller) {
    return calls.call(caller, "status", new JsonObject(), Duration.ZERO);
  }

  /** Ends what it follows and closes its connections; calls under way fail. */
  public Future<Void> close() {
    followings.close();
    return calls.close();
  }

  private final class RemoteIdentities implements Identities {
    @Override
    public Future<Issued> enrol(Caller caller, Agent card, Access access) {
      return issued(caller, "enrol", Enrolment.encode(card, access));
    }

    @Override
    public Future<Issued> rotate(Caller caller, String id) {
      return issued(caller, "rotate", new JsonObject().put("id", id));
    }

    private Future<Issued> issued(Caller caller, String operation, JsonObject body) {
      return calls
          .call(caller, operation, body, Duration.ZERO)
          .map(json -> Wire.answer(json, Issued.class));
    }

    @Override
    public Future<List<Holder>> holders(Caller caller) {
      return calls
          .call(caller, "holders", new JsonObject(), Duration.ZERO)
          .map(json -> Json.page(json, "tokens", Holder.class).items());
    }
  }
}
