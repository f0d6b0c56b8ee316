package dev.multichat.gateway.mcp;

import dev.multichat.gateway.Cut;
import dev.multichat.gateway.ServerEvents;
import dev.multichat.gateway.Shared;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on an event stream (Server-Sent Events). What the connection did not take yet counts as
 * memory of the caller's; who takes nothing is cut.
 */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Shared shared;
  private final String caller;
  private final Context home;
  private Future<Void> last = Future.succeededFuture();

  /** To be made on the request's context. */
  Events(Vertx vertx, HttpServerRequest request, Shared shared, String caller) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.shared = shared;
    this.caller = caller;
    this.home = vertx.getOrCreateContext();
  }

  void begin() {
    ServerEvents.begin(response);
  }

  /** Completes when the connection took it; fails when it is gone, or with LIMITED. */
  Future<Void> write(JsonObject message) {
    return write(message.encode());
  }

  /** The same with a message's text. */
  Future<Void> write(String json) {
    Buffer text = Buffer.buffer("event: message\ndata: " + json + "\n\n");
    Promise<Void> written = Promise.promise();
    home.runOnContext(here -> counted(text).onComplete(written));
    return written.future();
  }

  private Future<Void> counted(Buffer text) {
    long counted = shared.budget().page(text.length());
    try {
      shared.budget().take(caller, counted);
    } catch (RuntimeException limited) {
      return Future.failedFuture(limited);
    }
    return watched(text).onComplete(done -> shared.budget().give(caller, counted));
  }

  private Future<Void> watched(Buffer text) {
    if (response.ended() || response.closed()) {
      return Future.failedFuture(new ClosedChannelException());
    }
    last = Cut.unlessTaken(vertx, response.write(text), shared.slowReader(), this::cut);
    return last;
  }

  private void cut() {
    shared.meters().cut();
    LOG.info(
        "A stream of MCP of '{}' was cut, since its reader took nothing for {} ms",
        caller,
        shared.slowReader().toMillis());
    Cut.now(request.connection());
  }

  /** Shows that it is alive, unless it does so anyway; on its context. */
  void beat() {
    if (last.isComplete()) {
      watched(ServerEvents.BEAT);
    }
  }

  /** Ends it; on its context. */
  void end() {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
