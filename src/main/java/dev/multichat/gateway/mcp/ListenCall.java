package dev.multichat.gateway.mcp;

import dev.multichat.gateway.mcp.resources.Watcher;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One request that stays open, and is told of changes until it ends. */
final class ListenCall {
  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
  private static final String SUBSCRIPTION = McpTerms.PREFIX + "subscriptionId";

  private final Asked asked;
  private final Watching watching;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();
  private final Promise<Void> over = Promise.promise();
  private volatile @Nullable Outlet outlet;

  ListenCall(Asked asked, Watching watching) {
    this.asked = asked;
    this.watching = watching;
  }

  /**
   * Completes with the result when the hub stops, when nothing is left that may be told, or when
   * the client is gone. What the client may not read is left out of what is acknowledged.
   *
   * @param named whether the client named resources at all
   */
  Future<JsonObject> whole(List<String> uris, boolean named) {
    asked.cancelled().onSuccess(gone -> over.tryComplete());
    return Future.join(uris.stream().map(this::watch).toList())
        .compose(all -> asked.listen(over::tryComplete))
        .compose(
            open -> {
              outlet = open;
              return tell(ACKNOWLEDGED, acknowledgement(uris, named));
            })
        .compose(
            acknowledged -> {
              watchers.values().forEach(Watcher::begin);
              return over.future();
            })
        .onComplete(done -> watchers.values().forEach(Watcher::close))
        .map(done -> marked(new JsonObject()));
  }

  private JsonObject acknowledgement(List<String> uris, boolean named) {
    List<String> known = uris.stream().filter(watchers::containsKey).toList();
    return new JsonObject().put("notifications", SubscriptionsListen.honoured(known, named));
  }

  private Future<?> watch(String uri) {
    return watching
        .watch(asked, uri, new Notifier(uri))
        .onSuccess(watcher -> watchers.put(uri, watcher))
        .<@Nullable Watcher>map(watcher -> watcher)
        .recover(
            why -> why instanceof RpcError ? Future.succeededFuture() : Future.failedFuture(why));
  }

  private Future<Void> tell(String method, JsonObject params) {
    Outlet open = outlet;
    return open == null
        ? Future.failedFuture(new ClosedChannelException())
        : open.notify(method, marked(params));
  }

  private JsonObject marked(JsonObject json) {
    Object id = Objects.requireNonNull(asked.call().id());
    return json.put(McpTerms.META, new JsonObject().put(SUBSCRIPTION, id));
  }

  private final class Notifier implements Watcher.Reader {
    private final String uri;

    Notifier(String uri) {
      this.uri = uri;
    }

    @Override
    public void admit() {
      asked.admit();
    }

    @Override
    public Future<Void> tell() {
      return ListenCall.this.tell(Watching.UPDATED, Watching.about(uri));
    }

    @Override
    public void lost(Throwable why) {
      watchers.remove(uri);
      if (watchers.isEmpty()) {
        over.tryComplete();
      }
    }
  }
}
