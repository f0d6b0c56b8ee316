package dev.multichat.gateway.mcp;

import dev.multichat.gateway.Door;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.channels.ClosedChannelException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What {@code initialize} began: a version that was agreed, what is under way, and where
 * notifications go. It belongs to the credentials that began it, and opens nothing without them.
 * Safe for any thread.
 */
final class ClientSession implements Outlet {
  private final String id;
  private final Door.Credentials owner;
  private final String agent;
  private final Version version;
  private final Map<String, Asked> flying = new ConcurrentHashMap<>();
  private final Deque<OpenStreams.OpenStream> listening = new ConcurrentLinkedDeque<>();
  private final Deque<Runnable> words = new ConcurrentLinkedDeque<>();
  private final Deque<Runnable> listeningWords = new ConcurrentLinkedDeque<>();
  private volatile long usedAt;
  private volatile boolean over;

  /**
   * @param now of the clock of {@link System#nanoTime()}
   */
  ClientSession(String id, Door.Credentials owner, String agent, Version version, long now) {
    this.id = id;
    this.owner = owner;
    this.agent = agent;
    this.version = version;
    this.usedAt = now;
  }

  String id() {
    return id;
  }

  Door.Credentials owner() {
    return owner;
  }

  String agent() {
    return agent;
  }

  Version version() {
    return version;
  }

  void used(long now) {
    usedAt = now;
  }

  /** Since when nothing came, by the clock of {@link System#nanoTime()}. */
  long usedAt() {
    return usedAt;
  }

  /** Whether something is under way or somebody listens. */
  boolean isBusy() {
    return !flying.isEmpty() || !listening.isEmpty();
  }

  void begin(Asked asked) {
    flying.put(name(asked.call().id()), asked);
  }

  void done(Asked asked) {
    flying.remove(name(asked.call().id()), asked);
  }

  /** The client does not want this answer any more. */
  void cancel(@Nullable Object requestId) {
    Asked asked = flying.get(name(requestId));
    if (asked != null) {
      asked.cancel();
    }
  }

  /** A text and a number that look the same are two ids. */
  private static String name(@Nullable Object id) {
    return id instanceof String text ? "\"" + text : String.valueOf(id);
  }

  /** Ends what listens at once when it ended meanwhile. */
  void listens(OpenStreams.OpenStream stream) {
    listening.addFirst(stream);
    if (over) {
      stream.end();
      return;
    }
    listeningWords.forEach(Runnable::run);
  }

  void listensNoMore(OpenStreams.OpenStream stream) {
    listening.remove(stream);
  }

  /** On the stream that was opened last, since each message may be sent on one only. */
  @Override
  public Future<Void> notify(String method, JsonObject params) {
    OpenStreams.OpenStream newest = listening.peekFirst();
    return newest == null
        ? Future.failedFuture(new ClosedChannelException())
        : newest.notify(method, params);
  }

  /** To be told each time that somebody begins to listen. */
  void whenListened(Runnable word) {
    listeningWords.add(word);
  }

  /** To be told when it ends, or at once when it ended. */
  void whenEnded(Runnable word) {
    words.add(word);
    if (over) {
      tellEnded();
    }
  }

  /** Cancels what is under way and ends its streams. */
  void end() {
    over = true;
    flying.values().forEach(Asked::cancel);
    listening.forEach(OpenStreams.OpenStream::end);
    tellEnded();
  }

  private void tellEnded() {
    for (Runnable word = words.poll(); word != null; word = words.poll()) {
      word.run();
    }
  }
}
