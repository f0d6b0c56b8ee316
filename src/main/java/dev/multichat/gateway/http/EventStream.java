package dev.multichat.gateway.http;

import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import dev.multichat.gateway.Portions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Function;

/**
 * One answer that goes on: Server-Sent Events as the WHATWG's HTML standard has them. It asks for
 * the next items only when the connection took those before, so that it holds one page at most.
 */
final class EventStream {
  /** What is written at once; the next part waits until the connection took it. */
  private static final int PART_BYTES = 64 * 1024;

  private static final Buffer BEGIN = Buffer.buffer("retry: 1000\n\n");
  private static final Buffer BEAT = Buffer.buffer(": beat\n\n");

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Streams.Stream source;
  private final Keeper keeper;
  private Future<Void> writing = Future.succeededFuture();
  private boolean over;

  /** What streams have in common. */
  interface Keeper {
    /** Fails when the caller is let in no more. */
    void admit(HttpServerRequest request);

    /** An item as an event, which may be shared with other streams. */
    Function<Streams.Item, Buffer> form();

    /** Takes room for so many bytes, or LIMITED; the other way round when it is run. */
    Runnable take(long bytes);

    /** How long the connection may take for a part. */
    int patienceMs();

    /** The reader was too slow. */
    void cut(EventStream stream);
  }

  EventStream(Vertx vertx, HttpServerRequest request, Streams.Stream source, Keeper keeper) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.source = source;
    this.keeper = keeper;
  }

  HttpServerRequest request() {
    return request;
  }

  /** Compressing would hold back what is not yet a block's worth. */
  void begin() {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("X-Accel-Buffering", "no");
    write(BEGIN).onSuccess(written -> pull());
  }

  private void pull() {
    if (!over) {
      source.next().onSuccess(this::show).onFailure(this::fail);
    }
  }

  private void show(Handover.Handed<List<Streams.Item>> page) {
    if (!over && admitted()) {
      Portions.show(page.value(), keeper.form(), Buffer::length, this::write)
          .compose(written -> page.taken())
          .onSuccess(marked -> pull())
          .onFailure(this::failShowing);
    }
  }

  /** A connection that is gone is told nothing. */
  private void failShowing(Throwable why) {
    if (why instanceof MultichatException) {
      fail(why);
    }
  }

  private static Buffer joined(List<Buffer> portion) {
    if (portion.size() == 1) {
      return portion.get(0);
    }
    Buffer text = Buffer.buffer();
    portion.forEach(text::appendBuffer);
    return text;
  }

  private Future<Void> write(List<Buffer> portion) {
    Buffer text = joined(portion);
    Runnable givingBack;
    try {
      givingBack = keeper.take(text.length());
    } catch (MultichatException limited) {
      return Future.failedFuture(limited);
    }
    return write(text).onComplete(done -> givingBack.run());
  }

  private boolean admitted() {
    try {
      keeper.admit(request);
      return true;
    } catch (RuntimeException refusal) {
      fail(refusal);
      return false;
    }
  }

  /** Tells why it ends, and ends. */
  private void fail(Throwable why) {
    if (!over) {
      stop();
      String problem = Problems.told(request, why).encode();
      write(Buffer.buffer("event: error\ndata: " + problem + "\n\n"))
          .onSuccess(written -> response.end());
    }
  }

  /** Shows that it is alive, unless it does so anyway, and looks whether it may go on. */
  void beat() {
    if (!over && writing.isComplete() && admitted()) {
      write(BEAT);
    }
  }

  private Future<Void> write(Buffer text) {
    writing = writing.compose(before -> parts(text));
    return writing;
  }

  private Future<Void> parts(Buffer text) {
    Promise<Void> whole = Promise.promise();
    part(text, 0, whole);
    return whole.future();
  }

  private void part(Buffer text, int from, Promise<Void> whole) {
    if (response.closed()) {
      whole.fail("The connection is gone.");
    } else if (from >= text.length()) {
      whole.complete();
    } else {
      int to = Math.min(text.length(), from + PART_BYTES);
      Future<Void> written = response.write(text.slice(from, to));
      watch(written);
      written.onSuccess(done -> part(text, to, whole)).onFailure(whole::fail);
    }
  }

  private void watch(Future<Void> written) {
    if (!written.isComplete()) {
      long timer = vertx.setTimer(keeper.patienceMs(), late -> keeper.cut(this));
      written.onComplete(done -> vertx.cancelTimer(timer));
    }
  }

  /** Takes nothing more from its source. */
  void stop() {
    over = true;
    source.close();
  }
}
