package dev.multichat.gateway.ws;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import dev.multichat.gateway.Feeds;
import dev.multichat.wire.Fields;
import dev.multichat.wire.Frame;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The streams on one connection, by the ids of the requests that began them. On its context. */
final class Pushes {
  private static final int MOST = 100;

  private final Line line;
  private final Map<String, Feeds.Feed> feeds;
  private final Map<Long, Push> open = new HashMap<>();
  private boolean over;

  Pushes(Line line, Map<String, Feeds.Feed> feeds) {
    this.line = line;
    this.feeds = feeds;
  }

  /**
   * Begins a stream, whose events follow the answer.
   *
   * @param caller who asked
   * @param admission fails when the caller is let in no more
   */
  Future<JsonObject> begin(Caller caller, Frame frame, Runnable admission) {
    if (open.containsKey(frame.id())) {
      throw MultichatException.conflict(
          "The id " + frame.id() + " is of a stream that goes on; end it, or take another id.");
    }
    if (open.size() >= MOST) {
      throw new MultichatException(
          ErrorCode.LIMITED, "A connection has " + MOST + " streams at most; end some first.");
    }
    Feeds.Feed feed = Objects.requireNonNull(feeds.get(frame.operation()));
    Push push = new Push(line, frame.id(), feed, admission);
    open.put(frame.id(), push);
    Promise<JsonObject> answer = Promise.promise();
    Future.succeededFuture(frame.body())
        .map(Wire::object)
        .compose(fields -> feed.opening().apply(caller, fields))
        .onSuccess(source -> line.home().runOnContext(go -> begun(push, source, answer)))
        .onFailure(
            failure ->
                line.home()
                    .runOnContext(
                        go -> {
                          open.remove(frame.id(), push);
                          answer.fail(failure);
                        }));
    return answer.future();
  }

  private void begun(Push push, Streams.Stream source, Promise<JsonObject> answer) {
    answer.complete(new JsonObject());
    if (over || open.get(push.id()) != push) {
      source.close();
    } else {
      push.begin(source, () -> open.remove(push.id(), push));
    }
  }

  /** Ends a stream; the id is free again when this is answered. */
  Future<JsonObject> end(JsonObject body) {
    Fields.only(body, Frame.ID);
    Object id = body.getValue(Frame.ID);
    if (!(id instanceof Integer || id instanceof Long)) {
      throw MultichatException.invalid("'id' must be the whole number of the stream's request.");
    }
    Push push = open.remove(((Number) id).longValue());
    if (push == null) {
      throw MultichatException.notFound(
          "There is no stream of that 'id' on this connection; it is the id of its request.");
    }
    push.stop();
    return Future.succeededFuture(new JsonObject());
  }

  /** The connection is gone. */
  void stop() {
    over = true;
    open.values().forEach(Push::stop);
    open.clear();
  }
}
