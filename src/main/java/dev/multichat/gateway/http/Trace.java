package dev.multichat.gateway.http;

import dev.multichat.core.Draft;
import dev.multichat.core.Traceparent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to, for messages that name none themselves. */
final class Trace {
  private Trace() {}

  static @Nullable String of(HttpServerRequest request) {
    return Traceparent.of(request.headers().getAll(Traceparent.HEADER));
  }

  /** The draft, in the request's trace unless it is in another. */
  static Draft onto(HttpServerRequest request, Draft draft) {
    String trace = draft.traceparent() == null ? of(request) : null;
    return trace == null ? draft : draft.traced(trace);
  }

  /** The same with a draft that was not decoded yet. */
  static JsonObject onto(HttpServerRequest request, JsonObject draft) {
    String trace = draft.getValue(Traceparent.HEADER) == null ? of(request) : null;
    return trace == null ? draft : draft.put(Traceparent.HEADER, trace);
  }
}
