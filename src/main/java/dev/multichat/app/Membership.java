package dev.multichat.app;

import dev.multichat.config.ClusterSettings;
import dev.multichat.hub.Member;
import dev.multichat.hub.Roster;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** This daemon as one of a cluster: what it tells of itself, and whom it sees. */
final class Membership {
  private final ClusterSettings settings;
  private final Roster roster;
  private final Duties duties;
  private final Meters meters;

  Membership(ClusterSettings settings, Roster roster, Duties duties, Meters meters) {
    this.settings = settings;
    this.roster = roster;
    this.duties = duties;
    this.meters = meters;
  }

  /** Tells the others from now on. */
  void begin() {
    roster.introduce(settings.nodeName(), duties::here, meters::load);
    if (settings.enabled()) {
      meters.watchCluster(
          settings.memberList().size(), () -> roster.members().size(), duties.all());
    }
  }

  /** Tells the others that this node is no more. */
  Future<Void> end() {
    roster.leave();
    return Future.succeededFuture();
  }

  /** Whether this node has been by itself for as long as another one may be silent. */
  boolean isLast() {
    return roster.isAlone();
  }

  /** The cluster, for operators and readers; empty for a daemon by itself. */
  Optional<JsonObject> status() {
    return settings.enabled() ? Optional.of(seen()) : Optional.empty();
  }

  private JsonObject seen() {
    List<Member> all = roster.members();
    JsonArray members = new JsonArray();
    for (Member member : all) {
      members.add(told(member).put("self", members.isEmpty()));
    }
    return new JsonObject()
        .put("name", settings.name())
        .put("configured", settings.memberList().size())
        .put("members", members);
  }

  private static JsonObject told(Member member) {
    return new JsonObject()
        .put("node", member.name())
        .put("duties", new JsonArray(member.duties()))
        .put("agents", member.agents().size())
        .put("connections", member.load().connections())
        .put("streams", member.load().streams())
        .put("sendsPerSecond", member.load().sendsPerSecond());
  }
}
