package dev.multichat.gateway.mcp;

import dev.multichat.gateway.Door;
import dev.multichat.gateway.mcp.resources.Watcher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Resources whose changes are told on a session's own stream. What changed while nobody listened is
 * told once somebody does. Safe for any thread.
 */
final class Subscriptions implements Feature {
  private final Watching watching;
  private final Door door;
  private final Map<ClientSession, Map<String, Subscriber>> bySession = new ConcurrentHashMap<>();

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
    ClientSession session = session(asked);
    String uri = Resources.uri(params);
    Map<String, Subscriber> own = subscribers(session);
    Subscriber fresh = new Subscriber(session, uri);
    Subscriber known = own.putIfAbsent(uri, fresh);
    if (known != null) {
      return known.begun.future();
    }
    Future.succeededFuture()
        .compose(first -> watching.watch(asked, uri, fresh))
        .onSuccess(watcher -> begin(session, own, fresh, watcher))
        .onFailure(
            why -> {
              own.remove(uri, fresh);
              fresh.begun.fail(why);
            });
    return fresh.begun.future();
  }

  private void begin(
      ClientSession session, Map<String, Subscriber> own, Subscriber fresh, Watcher watcher) {
    fresh.begin(watcher);
    if (bySession.get(session) != own) {
      fresh.close();
    }
    fresh.begun.complete(new JsonObject());
  }

  private Map<String, Subscriber> subscribers(ClientSession session) {
    Map<String, Subscriber> fresh = new ConcurrentHashMap<>();
    Map<String, Subscriber> known = bySession.putIfAbsent(session, fresh);
    if (known != null) {
      return known;
    }
    session.whenListened(() -> fresh.values().forEach(Subscriber::again));
    session.whenEnded(() -> forget(session));
    return fresh;
  }

  private void forget(ClientSession session) {
    Map<String, Subscriber> own = bySession.remove(session);
    if (own != null) {
      own.values().forEach(Subscriber::close);
    }
  }

  private Future<JsonObject> unsubscribe(Asked asked, JsonObject params) {
    Subscriber subscriber = subscribers(session(asked)).remove(Resources.uri(params));
    if (subscriber != null) {
      subscriber.close();
    }
    return Future.succeededFuture(new JsonObject());
  }

  private static ClientSession session(Asked asked) {
    ClientSession session = asked.session();
    if (session == null) {
      throw RpcError.unknownMethod(asked.call().method());
    }
    return session;
  }

  private final class Subscriber implements Watcher.Reader {
    private final ClientSession session;
    private final String uri;
    private final Promise<JsonObject> begun = Promise.promise();
    private @Nullable Watcher watcher;
    private boolean over;

    Subscriber(ClientSession session, String uri) {
      this.session = session;
      this.uri = uri;
    }

    /** The watcher is at hand, though perhaps nobody wants it any more. */
    synchronized void begin(Watcher made) {
      if (over) {
        made.close();
      } else {
        watcher = made;
        made.begin();
      }
    }

    synchronized void again() {
      if (watcher != null) {
        watcher.again();
      }
    }

    synchronized void close() {
      over = true;
      if (watcher != null) {
        watcher.close();
      }
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
      subscribers(session).remove(uri, this);
    }
  }
}
