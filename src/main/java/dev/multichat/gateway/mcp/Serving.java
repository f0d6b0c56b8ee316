package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.gateway.Shared;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Has a request done and answers it, in whatever version of the protocol. */
final class Serving {
  private static final int OK = 200;

  private final Methods methods;
  private final Shared shared;

  /**
   * What a version does with answers.
   *
   * @param dressed a result with what the version adds
   * @param fault a fault under the status of HTTP that the version has for it
   */
  record Manner(UnaryOperator<JsonObject> dressed, Function<RpcError, RpcError> fault) {}

  Serving(Methods methods, Shared shared) {
    this.methods = methods;
    this.shared = shared;
  }

  Methods methods() {
    return methods;
  }

  /** Does it and answers; never fails. */
  Future<Void> serve(HttpExchange http, Asked asked, Manner manner) {
    return serve(http, asked, manner, methods::result);
  }

  /** The same with a method that only this version has. */
  Future<Void> serve(
      HttpExchange http, Asked asked, Manner manner, Function<Asked, Future<JsonObject>> method) {
    return done(asked, method)
        .compose(result -> http.here().map(result))
        .compose(
            result -> {
              http.admit();
              JsonObject answer = manner.dressed().apply(result);
              return http.reply().end(OK, Rpc.result(asked.call().id(), answer));
            })
        .compose(written -> asked.taken())
        .recover(failure -> refuse(http, asked, manner, failure));
  }

  /** The result; fails with a cancellation when nobody wants it any more. */
  static Future<JsonObject> done(Asked asked, Function<Asked, Future<JsonObject>> method) {
    Promise<JsonObject> first = Promise.promise();
    asked.cancelled().onSuccess(gone -> first.tryFail(new CancellationException()));
    method.apply(asked).onSuccess(first::tryComplete).onFailure(first::tryFail);
    return first.future();
  }

  /** Answers with the fault that a failure is; never fails. */
  Future<Void> refuse(HttpExchange http, Asked asked, Manner manner, Throwable failure) {
    return http.here().compose(here -> refuseHere(http, asked, manner, failure)).otherwiseEmpty();
  }

  private Future<Void> refuseHere(
      HttpExchange http, Asked asked, Manner manner, Throwable failure) {
    Reply reply = http.reply();
    if (failure instanceof CancellationException || reply.isOver()) {
      reply.abandon();
      return Future.succeededFuture();
    }
    RpcError error = manner.fault().apply(error(failure));
    return reply
        .end(error.status(), Rpc.error(asked.call().id(), error))
        .onFailure(gone -> reply.abandon());
  }

  /** The failure as a fault of the protocol, counted. */
  RpcError error(Throwable failure) {
    if (failure instanceof RpcError) {
      shared.meters().refused(ErrorCode.INVALID);
    } else {
      shared.refused(failure);
    }
    return RpcError.of(failure, "POST " + Endpoint.MCP);
  }
}
