package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Begins what a client follows, whatever way it comes. */
final class Followings {
  private final Vertx vertx;
  private final Feed.Source source;
  private final Set<Following> open = ConcurrentHashMap.newKeySet();

  Followings(Vertx vertx, Feed.Source source) {
    this.vertx = vertx;
    this.source = source;
  }

  Following inbox(Caller caller, @Nullable String agent, Follower follower) {
    JsonObject fields = new JsonObject();
    if (agent != null) {
      fields.put("agent", agent);
    }
    return begun(caller, "inboxStream", fields, follower);
  }

  Following session(Caller caller, String session, @Nullable Long afterSeq, Follower follower) {
    JsonObject fields = new JsonObject().put("session", session);
    if (afterSeq != null) {
      fields.put("afterSeq", afterSeq);
    }
    return begun(caller, "sessionStream", fields, follower);
  }

  private Following begun(Caller caller, String stream, JsonObject fields, Follower follower) {
    Following.Route route = new Following.Route(caller, Endpoint.stream(stream), fields);
    Following following = new Following(vertx, source, route, follower).begun();
    open.add(following);
    following.ended().onComplete(ended -> open.remove(following));
    return following;
  }

  /** Ends all of them. */
  void close() {
    open.forEach(Following::close);
  }
}
