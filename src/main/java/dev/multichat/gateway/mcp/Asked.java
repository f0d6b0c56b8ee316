package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.core.Traceparent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request while it is being answered. */
final class Asked {
  private final HttpExchange http;
  private final Version version;
  private final @Nullable ClientSession session;
  private final Call call;
  private final boolean alone;
  private final List<Supplier<Future<Void>>> markings = new CopyOnWriteArrayList<>();
  private final Promise<Void> cancelled = Promise.promise();

  /**
   * @param session of a version that has sessions
   */
  Asked(HttpExchange http, Version version, @Nullable ClientSession session, Call call) {
    this(http, version, session, call, true);
  }

  private Asked(
      HttpExchange http,
      Version version,
      @Nullable ClientSession session,
      Call call,
      boolean alone) {
    this.alone = alone;
    this.http = http;
    this.version = version;
    this.session = session;
    this.call = call;
    http.whenGone(this::cancel);
  }

  /** One of several whose answers come together, so that none is told anything before. */
  static Asked inBatch(HttpExchange http, ClientSession session, Call call) {
    return new Asked(http, session.version(), session, call, false);
  }

  Caller caller() {
    return http.caller();
  }

  Call call() {
    return call;
  }

  /** The version of the protocol in which it is asked. */
  Version version() {
    return version;
  }

  /** The session to which it belongs, absent where there are none. */
  @Nullable ClientSession session() {
    return session;
  }

  /** The trace that it belongs to, in the form of the header. */
  @Nullable String trace() {
    return call.meta().getValue(Traceparent.HEADER) instanceof String given
        ? Traceparent.of(List.of(given))
        : Traceparent.of(http.request().headers().getAll(Traceparent.HEADER));
  }

  /** Tells something that belongs to this request, before its answer. From any thread. */
  Future<Void> notify(String method, JsonObject params) {
    return http.reply().tell(Rpc.notification(method, params));
  }

  /** Whether something can be told before the answer. */
  boolean canBeNotified() {
    return alone && http.reply().canStream();
  }

  /**
   * Makes the answer a stream that stays open, counted as the caller's and kept alive; LIMITED when
   * the caller has too many. The request ends when the method's future completes.
   *
   * @param stopping is told when the hub stops; the method is to complete then
   */
  Future<Outlet> listen(Runnable stopping) {
    return http.here().map(here -> http.listen(stopping));
  }

  /** Fails when the caller's token was taken away meanwhile. */
  void admit() {
    http.admit();
  }

  /** What is to be recorded once the connection took the answer, and never if it did not. */
  void whenTaken(Supplier<Future<Void>> marking) {
    markings.add(marking);
  }

  /** The connection took the answer. */
  Future<Void> taken() {
    Future<Void> done = Future.succeededFuture();
    for (Supplier<Future<Void>> marking : markings) {
      done = done.compose(before -> marking.get());
    }
    return done;
  }

  /** Completes when nobody wants the answer any more; it is not sent then. */
  Future<Void> cancelled() {
    return cancelled.future();
  }

  void cancel() {
    cancelled.tryComplete();
  }
}
