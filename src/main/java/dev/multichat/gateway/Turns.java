package dev.multichat.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Looks after each of many, once in a beat. Not all at once but in turns, since thousands together
 * would hold up everybody else. Safe for any thread; looks come on the context that began it.
 */
public final class Turns<T> {
  private static final int PARTS = 50;

  private final Vertx vertx;
  private final List<Set<T>> parts =
      Stream.<Set<T>>generate(ConcurrentHashMap::newKeySet).limit(PARTS).toList();
  private final long timer;
  private int turn;

  /**
   * @param beat how often each is looked after
   */
  public Turns(Vertx vertx, Duration beat, Consumer<T> look) {
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(Math.max(1, beat.toMillis() / PARTS), tick -> next(look));
  }

  private void next(Consumer<T> look) {
    turn = (turn + 1) % PARTS;
    parts.get(turn).forEach(look);
  }

  public void add(T one) {
    part(one).add(one);
  }

  /** Whether it was there. */
  public boolean remove(T one) {
    return part(one).remove(one);
  }

  private Set<T> part(T one) {
    return parts.get(Math.floorMod(one.hashCode(), PARTS));
  }

  /** All that are there now. */
  public Stream<T> all() {
    return parts.stream().flatMap(Set::stream);
  }

  /** Looks after none of them any more. */
  public void close() {
    vertx.cancelTimer(timer);
  }
}
