package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Shared;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of HTTP: who sent it, what its headers say, and how it is answered. */
final class HttpExchange {
  private final RoutingContext context;
  private final Door.Credentials credentials;
  private final Shared shared;
  private final OpenStreams streams;
  private final Caller caller;
  private final Context home;
  private final Reply reply;

  /** To be made on the request's context; UNAUTHENTICATED or FORBIDDEN. */
  HttpExchange(Vertx vertx, RoutingContext context, Shared shared, OpenStreams streams) {
    this.context = context;
    this.shared = shared;
    this.streams = streams;
    this.credentials = Door.credentials(context.request());
    this.caller = shared.door().caller(credentials);
    this.home = vertx.getOrCreateContext();
    this.reply = new Reply(vertx, context.request(), shared, caller.agent());
  }

  HttpServerRequest request() {
    return context.request();
  }

  Caller caller() {
    return caller;
  }

  Door.Credentials credentials() {
    return credentials;
  }

  Reply reply() {
    return reply;
  }

  /**
   * The only value of a header, absent without it; a fault of the protocol when it is there twice.
   */
  @Nullable String header(String name) {
    List<String> values = request().headers().getAll(name);
    if (values.size() > 1) {
      throw RpcError.bad(RpcError.INVALID_REQUEST, "The header " + name + " is there twice.");
    }
    return values.isEmpty() ? null : values.get(0).strip();
  }

  /** Fails when the caller's token was taken away meanwhile. */
  void admit() {
    shared.door().caller(credentials);
  }

  /** What was waited for comes on the thread of whoever brought it, which has other work. */
  Future<Void> here() {
    Promise<Void> here = Promise.promise();
    home.runOnContext(here::complete);
    return here.future();
  }

  /** To be told when it is answered or its connection is gone. */
  void whenGone(Runnable word) {
    context.addEndHandler(ended -> word.run());
  }

  /** Makes the answer a stream that stays open; on its context. */
  OpenStreams.OpenStream listen() {
    return streams.open(this, null);
  }

  /**
   * The same for a request that is answered at last.
   *
   * @param stopping has it answered
   */
  OpenStreams.OpenStream listen(Runnable stopping) {
    return streams.open(this, stopping);
  }
}
