package dev.multichat.gateway.mcp;

import dev.multichat.gateway.Door;
import dev.multichat.gateway.mcp.resources.Watcher;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resources whose changes are told on a session's own stream. What changed while nobody listened is
 * told once somebody does. Safe for any thread.
 */
final class Subscriptions implements Feature {
  private final Watching watching;
  private final Door door;
  private final Map<Session, Map<String, Watcher>> bySession = new ConcurrentHashMap<>();

  Subscriptions(Watching watching, Door door) {
    this.watching = watching;
    this.door = door;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(
        "resources/subscribe", this::subscribe, "resources/unsubscribe", this::unsubscribe);
  }

  @Override
  public JsonObject capabilities() {
    return new JsonObject().put("resources", new JsonObject().put("subscribe", true));
  }

  @Override
  public Map<String, Integer> keptMs() {
    return Map.of();
  }

  private Future<JsonObject> subscribe(Asked asked, JsonObject params) {
    Session session = session(asked);
    String uri = Resources.uri(params);
    Map<String, Watcher> own = watchers(session);
    if (own.containsKey(uri)) {
      return Future.succeededFuture(new JsonObject());
    }
    return watching
        .watch(asked, uri, new Subscriber(session, uri))
        .map(
            watcher -> {
              begin(session, own, uri, watcher);
              return new JsonObject();
            });
  }

  private void begin(Session session, Map<String, Watcher> own, String uri, Watcher watcher) {
    if (own.putIfAbsent(uri, watcher) != null) {
      watcher.close();
    } else {
      watcher.begin();
      if (bySession.get(session) != own) {
        watcher.close();
      }
    }
  }

  private Map<String, Watcher> watchers(Session session) {
    Map<String, Watcher> fresh = new ConcurrentHashMap<>();
    Map<String, Watcher> known = bySession.putIfAbsent(session, fresh);
    if (known != null) {
      return known;
    }
    session.whenListened(() -> fresh.values().forEach(Watcher::again));
    session.whenEnded(() -> forget(session));
    return fresh;
  }

  private void forget(Session session) {
    Map<String, Watcher> own = bySession.remove(session);
    if (own != null) {
      own.values().forEach(Watcher::close);
    }
  }

  private Future<JsonObject> unsubscribe(Asked asked, JsonObject params) {
    Watcher watcher = watchers(session(asked)).remove(Resources.uri(params));
    if (watcher != null) {
      watcher.close();
    }
    return Future.succeededFuture(new JsonObject());
  }

  private static Session session(Asked asked) {
    Session session = asked.session();
    if (session == null) {
      throw RpcError.unknownMethod(asked.call().method());
    }
    return session;
  }

  private final class Subscriber implements Watcher.Reader {
    private final Session session;
    private final String uri;

    Subscriber(Session session, String uri) {
      this.session = session;
      this.uri = uri;
    }

    @Override
    public void admit() {
      door.caller(session.owner());
    }

    @Override
    public Future<Void> tell() {
      return session.notify(Watching.UPDATED, Watching.about(uri));
    }

    @Override
    public void lost(Throwable why) {
      watchers(session).remove(uri);
    }
  }
}
