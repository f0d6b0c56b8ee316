package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.RemoteCoordinator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub that is reached over one WebSocket with one token, for who sends much or follows much. It
 * connects when it is used and again when the connection was lost; calls that were under way then
 * fail with UNAVAILABLE and are safe to be made again. A hub that says nothing for six seconds, not
 * even that it is there, counts as lost. Safe for any thread.
 */
public final class HubSocket {
  private final Nodes nodes;
  private final SocketTransport calls;
  private final Coordinator hub;
  private final Followings followings;

  /**
   * @param url such as {@code http://127.0.0.1:8642}
   * @param token {@code mc_…}
   */
  public HubSocket(Vertx vertx, URI url, String token) {
    this(vertx, url, token, null);
  }

  /**
   * @param certificate the PEM file of the only certificate to trust, by whatever name the hub is
   *     called then; absent: whom the JDK trusts
   */
  public HubSocket(Vertx vertx, URI url, String token, @Nullable String certificate) {
    this(vertx, List.of(url), token, certificate);
  }

  /**
   * @param urls of the nodes of one hub, of which the next one is used when one fails
   */
  public HubSocket(Vertx vertx, List<URI> urls, String token, @Nullable String certificate) {
    nodes = new Nodes(urls, token, certificate);
    calls = new SocketTransport(vertx, nodes);
    hub = new RemoteCoordinator(calls);
    followings = new Followings(vertx, calls);
  }

  /** Where the hub is; of several nodes the one that is used now. */
  public URI url() {
    return nodes.current().url();
  }

  /** Everything that a caller can have done. */
  public Coordinator coordinator() {
    return hub;
  }

  /** As {@link HubClient#followInbox}. */
  public Following followInbox(Caller caller, @Nullable String agent, Follower follower) {
    return followings.inbox(caller, agent, follower);
  }

  /** As {@link HubClient#followSession}. */
  public Following followSession(
      Caller caller, String session, @Nullable Long afterSeq, Follower follower) {
    return followings.session(caller, session, afterSeq, follower);
  }

  /**
   * Ends what it follows and closes the connection; calls under way fail with {@link
   * MultichatException}.
   */
  public Future<Void> close() {
    followings.close();
    return calls.close();
  }
}
