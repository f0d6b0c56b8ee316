package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.gateway.Shared;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;

/** The answer to one POST: JSON, or an event stream once something is told before it. */
final class Reply {
  private static final int ACCEPTED = 202;

  /**
   * What is not longer is said even to a caller that has no room left, such as that it has none.
   */
  private static final int SHORT = 4096;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Shared shared;
  private final String caller;
  private final Context home;
  private final Events events;
  private boolean streaming;

  /** To be made on the request's context. */
  Reply(Vertx vertx, HttpServerRequest request, Shared shared, String caller) {
    this.request = request;
    this.response = request.response();
    this.shared = shared;
    this.caller = caller;
    this.home = vertx.getOrCreateContext();
    this.events = new Events(vertx, request, shared, caller);
  }

  /** Whether the caller takes an event stream; several headers are one list. */
  boolean canStream() {
    return request.headers().getAll(HttpHeaders.ACCEPT).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(range -> range.split(";", 2)[0].strip())
        .anyMatch(McpTerms.EVENTS::equalsIgnoreCase);
  }

  /** Tells something before the answer, which makes it a stream. From any thread. */
  Future<Void> tell(JsonObject message) {
    Promise<Void> told = Promise.promise();
    home.runOnContext(
        here -> {
          if (isOver() || !canStream()) {
            told.fail(new ClosedChannelException());
          } else {
            stream().write(message).onComplete(told);
          }
        });
    return told.future();
  }

  /** The stream that the answer is from now on; on its context. */
  Events stream() {
    if (!streaming) {
      streaming = true;
      events.begin();
    }
    return events;
  }

  /** Completes when the connection took it, and fails when it is gone; on its context. */
  Future<Void> end(int status, JsonObject message) {
    return streaming
        ? events.write(message).onSuccess(written -> events.end())
        : end(status, message.toBuffer());
  }

  /** The answers of a batch: one text, or one event when it is a stream already. */
  Future<Void> end(JsonArray messages) {
    return streaming
        ? events.write(messages.encode()).onSuccess(written -> events.end())
        : end(200, messages.toBuffer());
  }

  /** Whether the head is sent, so that no other status can be told. */
  boolean isStreaming() {
    return streaming;
  }

  private Future<Void> end(int status, Buffer bytes) {
    if (isOver()) {
      return Future.failedFuture(new ClosedChannelException());
    }
    long counted = bytes.length() <= SHORT ? 0 : shared.budget().page(bytes.length());
    try {
      shared.budget().take(caller, counted);
    } catch (RuntimeException limited) {
      return Future.failedFuture(limited);
    }
    return sent(status, bytes).onComplete(done -> shared.budget().give(caller, counted));
  }

  private Future<Void> sent(int status, Buffer bytes) {
    if (status == ErrorCode.UNAUTHENTICATED.number()) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"multichat\"");
    }
    try {
      return response
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, McpTerms.JSON)
          .end(bytes);
    } catch (RuntimeException tooLate) {
      return Future.failedFuture(tooLate);
    }
  }

  /** A notification was taken: there is nothing to say. */
  Future<Void> accept() {
    return response.setStatusCode(ACCEPTED).end();
  }

  /** Nobody wants the answer any more. */
  void abandon() {
    if (!isOver()) {
      stream();
      events.end();
    }
  }

  /** Whether everything is said, or the connection is gone. */
  boolean isOver() {
    return response.ended() || response.closed();
  }
}
