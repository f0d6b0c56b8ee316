package dev.multichat.gateway.http;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Door;
import dev.multichat.metrics.Meters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Counts what is refused over HTTP, and tells the metrics to who may read everything. */
final class Measures {
  /** The place of the metrics. */
  static final String PATH = "/metrics";

  private final Meters meters;
  private final Door door;

  Measures(Meters meters, Door door) {
    this.meters = meters;
    this.door = door;
  }

  void serve(Router router) {
    router.get(PATH).handler(this::tell);
  }

  private void tell(RoutingContext context) {
    Caller caller = door.caller(context.request());
    if (!caller.readsEverything()) {
      throw MultichatException.forbidden(
          "The token is of '" + caller.agent() + "'; readers and operators may see the metrics.");
    }
    context
        .vertx()
        .executeBlocking(meters::text, false)
        .onSuccess(
            text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE, Meters.TYPE).end(text))
        .onFailure(failure -> Problems.answer(context.request(), failure));
  }

  /** Looks, when the request has been answered, whether it was refused. */
  void look(RoutingContext context) {
    context.addEndHandler(ended -> count(context.response()));
    context.next();
  }

  private void count(HttpServerResponse response) {
    int status = response.getStatusCode();
    if (status >= 400 && Problems.TYPE.equals(response.headers().get(HttpHeaders.CONTENT_TYPE))) {
      ErrorCode code = ErrorCode.of(status);
      meters.refused(code == ErrorCode.INTERNAL && status < 500 ? ErrorCode.INVALID : code);
    }
  }

  /** Refuses what no request could be made of. */
  void malformed(HttpServerRequest request) {
    meters.refused(ErrorCode.INVALID);
    Problems.malformed(request);
  }
}
