package dev.multichat.gateway.mcp;

import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streams of notifications where there are no sessions: what a client asks to be told. */
final class SubscriptionsListen implements Feature {
  private static final String METHOD = "subscriptions/listen";
  private static final String FILTER = "notifications";
  private static final String RESOURCES = "resourceSubscriptions";
  private static final List<String> LISTS =
      List.of("toolsListChanged", "promptsListChanged", "resourcesListChanged");
  private static final int MOST = 100;
  private static final int NOT_ACCEPTABLE = 406;

  private final Watching watching;

  SubscriptionsListen(Watching watching) {
    this.watching = watching;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(METHOD, this::listen);
  }

  @Override
  public JsonObject capabilities() {
    return new JsonObject();
  }

  @Override
  public Map<String, Integer> keptMs() {
    return Map.of();
  }

  private Future<JsonObject> listen(Asked asked, JsonObject params) {
    if (!asked.version().isStateless()) {
      throw RpcError.unknownMethod(METHOD);
    }
    if (!asked.canBeNotified()) {
      throw RpcError.of(
          RpcError.INVALID_REQUEST,
          NOT_ACCEPTABLE,
          "The header Accept must name " + McpTerms.EVENTS + ".");
    }
    if (!(params.getValue(FILTER) instanceof JsonObject filter)) {
      throw invalid("'" + FILTER + "' is missing or no object.");
    }
    for (String list : LISTS) {
      Object wanted = filter.getValue(list);
      if (wanted != null && !(wanted instanceof Boolean)) {
        throw invalid("'" + FILTER + "." + list + "' must be true or false.");
      }
    }
    List<String> uris = uris(filter.getValue(RESOURCES));
    return new ListenCall(asked, watching).whole(uris, filter.containsKey(RESOURCES));
  }

  private static List<String> uris(@Nullable Object given) {
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof JsonArray list) || !list.stream().allMatch(String.class::isInstance)) {
      throw invalid("'" + FILTER + "." + RESOURCES + "' must be a list of texts.");
    }
    List<String> uris = list.stream().map(String::valueOf).distinct().toList();
    if (uris.size() > MOST) {
      throw invalid(
          "'"
              + FILTER
              + "."
              + RESOURCES
              + "' names "
              + uris.size()
              + " resources; at most "
              + MOST
              + " are told of on one stream.");
    }
    return uris;
  }

  private static RpcError invalid(String message) {
    return RpcError.of(RpcError.INVALID_PARAMS, message);
  }

  /** What is told of, as a client is answered: lists never change while the hub runs. */
  static JsonObject honoured(List<String> uris, boolean asked) {
    JsonObject filter = new JsonObject();
    return asked ? filter.put(RESOURCES, new JsonArray(uris)) : filter;
  }
}
