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
  private final Post post;
  private final Version version;
  private final @Nullable Session session;
  private final Call call;
  private final boolean alone;
  private final List<Supplier<Future<Void>>> markings = new CopyOnWriteArrayList<>();
  private final Promise<Void> cancelled = Promise.promise();

  /**
   * @param session of a version that has sessions
   */
  Asked(Post post, Version version, @Nullable Session session, Call call) {
    this(post, version, session, call, true);
  }

  private Asked(Post post, Version version, @Nullable Session session, Call call, boolean alone) {
    this.alone = alone;
    this.post = post;
    this.version = version;
    this.session = session;
    this.call = call;
    post.whenGone(this::cancel);
  }

  /** One of several whose answers come together, so that none is told anything before. */
  static Asked inBatch(Post post, Session session, Call call) {
    return new Asked(post, session.version(), session, call, false);
  }

  Caller caller() {
    return post.caller();
  }

  Call call() {
    return call;
  }

  /** The version of the protocol in which it is asked. */
  Version version() {
    return version;
  }

  /** The session to which it belongs, absent where there are none. */
  @Nullable Session session() {
    return session;
  }

  /** The trace that it belongs to, in the form of the header. */
  @Nullable String trace() {
    return call.meta().getValue(Traceparent.HEADER) instanceof String given
        ? Traceparent.of(List.of(given))
        : Traceparent.of(post.request().headers().getAll(Traceparent.HEADER));
  }

  /** Tells something that belongs to this request, before its answer. From any thread. */
  Future<Void> notify(String method, JsonObject params) {
    return post.reply().tell(Rpc.notification(method, params));
  }

  /** Whether something can be told before the answer. */
  boolean canBeNotified() {
    return alone && post.reply().canStream();
  }

  /**
   * Makes the answer a stream that stays open, counted as the caller's and kept alive; LIMITED when
   * the caller has too many. The request ends when the method's future completes.
   *
   * @param stopping is told when the hub stops; the method is to complete then
   */
  Future<Outlet> listen(Runnable stopping) {
    return post.here().map(here -> post.listen(stopping));
  }

  /** Fails when the caller's token was taken away meanwhile. */
  void admit() {
    post.admit();
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
