package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A stream that connects again, from behind the last event that was taken, until it is closed or
 * refused. No event is lost by that; one that was under way may come again.
 */
public final class Following {
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 15_000;
  private static final String ERROR = "error";
  private static final Set<ErrorCode> FINAL =
      Set.of(
          ErrorCode.INVALID,
          ErrorCode.UNAUTHENTICATED,
          ErrorCode.FORBIDDEN,
          ErrorCode.NOT_FOUND,
          ErrorCode.CONFLICT);

  private final Vertx vertx;
  private final HttpTransport http;
  private final Route route;
  private final Follower follower;
  private final Promise<Void> ended = Promise.promise();
  private final Context home;
  private volatile String last = "";
  private long pauseMs = FIRST_PAUSE_MS;
  private @Nullable Connection connection;

  /** What is followed, and as whom. */
  record Route(Caller caller, Endpoint endpoint, JsonObject fields) {}

  Following(Vertx vertx, HttpTransport http, Route route, Follower follower) {
    this.vertx = vertx;
    this.http = http;
    this.route = route;
    this.follower = follower;
    this.home = vertx.getOrCreateContext();
  }

  /** Everything happens on one context. */
  Following begun() {
    home.runOnContext(go -> connect());
    return this;
  }

  /** Succeeds when it was closed, fails when the hub refused it or its follower failed. */
  public Future<Void> ended() {
    return ended.future();
  }

  /** Ends it. */
  public void close() {
    home.runOnContext(go -> finish(null));
  }

  private void finish(@Nullable Throwable why) {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.response.request().reset();
    }
    if (why == null) {
      ended.tryComplete();
    } else {
      ended.tryFail(why);
    }
  }

  private void connect() {
    if (!ended.future().isComplete()) {
      Future.succeededFuture(route.fields())
          .map(fields -> route.endpoint().target(fields))
          .compose(target -> http.follow(route.caller(), target, last, this::opened))
          .onFailure(failure -> home.runOnContext(go -> lost(failure)));
    }
  }

  private void opened(HttpClientResponse response) {
    Connection open = new Connection(response);
    home.runOnContext(
        go -> {
          if (ended.future().isComplete()) {
            response.request().reset();
          } else {
            connection = open;
            follower.connected();
          }
        });
  }

  /** A refusal is the same however often it is asked for; other failures pass. */
  private void lost(Throwable failure) {
    connection = null;
    MultichatException why = http.told(failure);
    if (FINAL.contains(why.code())) {
      finish(why);
    } else if (!ended.future().isComplete()) {
      long pause = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      follower.lost(why, pause);
      vertx.setTimer(pause, again -> home.runOnContext(go -> connect()));
    }
  }

  /** One connection: what it brings is taken one by one, and no more is read meanwhile. */
  private final class Connection {
    private final HttpClientResponse response;
    private final Deque<EventReader.Raw> come = new ArrayDeque<>();
    private final EventReader reader = new EventReader(last, come::add);
    private boolean taking;
    private boolean gone;

    Connection(HttpClientResponse response) {
      this.response = response;
      response.handler(bytes -> home.runOnContext(go -> part(bytes)));
      response.endHandler(end -> home.runOnContext(go -> gone()));
      response.exceptionHandler(broken -> home.runOnContext(go -> gone()));
    }

    private void part(Buffer bytes) {
      reader.take(bytes);
      next();
    }

    private void next() {
      EventReader.Raw raw = come.peek();
      if (raw != null && !taking && connection == this) {
        taking = true;
        response.pause();
        take(raw);
      }
    }

    private void take(EventReader.Raw raw) {
      JsonObject data = new JsonObject(raw.data());
      if (raw.name().equals(ERROR)) {
        refused(data);
      } else {
        Future.succeededFuture(new Follower.Event(raw.id(), raw.name(), data))
            .compose(follower::take)
            .onSuccess(done -> home.runOnContext(go -> taken(raw)))
            .onFailure(why -> home.runOnContext(go -> finish(why)));
      }
    }

    /** The hub says why it is about to end the stream. */
    private void refused(JsonObject problem) {
      lost(HttpTransport.refusal(problem.getInteger("status"), problem));
      response.request().reset();
    }

    private void taken(EventReader.Raw raw) {
      last = raw.id();
      pauseMs = FIRST_PAUSE_MS;
      come.remove();
      taking = false;
      if (come.isEmpty()) {
        response.resume();
        end();
      } else {
        next();
      }
    }

    private void gone() {
      gone = true;
      end();
    }

    /** What came before the end is taken first. */
    private void end() {
      if (gone && come.isEmpty() && connection == this) {
        lost(new MultichatException(ErrorCode.UNAVAILABLE, "The hub ended the stream."));
      }
    }
  }
}
