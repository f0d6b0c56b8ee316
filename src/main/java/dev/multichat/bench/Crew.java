package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Drafts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The hundred agents spread over several hubs: each sends at one, and is shown what comes for it at
 * the hub behind that of its sender. One WebSocket to each hub for sending and one for streams.
 */
final class Crew {
  private final List<Frames> senders = new ArrayList<>();
  private final List<Frames> readers = new ArrayList<>();
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private volatile Histogram showing = new ConcurrentHistogram(Load.HIGHEST_NANOS, 3);

  /** Connects to all of them. */
  Future<Crew> connect(Vertx vertx, List<Bed.Door> doors) {
    Future<?> all = Future.succeededFuture();
    for (Bed.Door door : doors) {
      all =
          all.compose(before -> Frames.open(vertx, door, id -> {}))
              .onSuccess(senders::add)
              .compose(sender -> Frames.open(vertx, door, this::shown))
              .onSuccess(readers::add);
    }
    return all.map(connected -> this);
  }

  private void shown(String id) {
    Long sent = sentAt.remove(id);
    if (sent != null) {
      showing.recordValue(Math.min(System.nanoTime() - sent, Load.HIGHEST_NANOS));
    }
  }

  /** Sends, and notes when, while somebody reads. */
  Future<?> send(Caller caller, Draft draft) {
    Draft given = Drafts.identified(draft);
    if (!readers.isEmpty()) {
      sentAt.put(Objects.requireNonNull(given.id()), System.nanoTime());
    }
    return senders.get(Load.number(caller) % senders.size()).send(caller, given);
  }

  /** Has every agent follow its inbox. */
  Future<?> follow() {
    List<Future<?>> following = new ArrayList<>();
    for (int sender = 0; sender < Load.AGENTS; sender++) {
      Caller recipient = Caller.agent("agent-" + (sender + 1) % Load.AGENTS);
      following.add(readers.get((sender + 1) % readers.size()).follow(recipient));
    }
    return Future.all(following);
  }

  /** Nobody reads any more. */
  Future<?> unfollow() {
    List<Frames> open = List.copyOf(readers);
    readers.clear();
    return Future.all(open.stream().map(Frames::close).toList());
  }

  /** Whether everything that was sent was shown. */
  boolean isAllShown() {
    return sentAt.isEmpty();
  }

  /** How long it took until it was shown, in nanoseconds, since it was asked the last time. */
  Histogram showing() {
    Histogram before = showing;
    showing = new ConcurrentHistogram(Load.HIGHEST_NANOS, 3);
    return before;
  }

  Future<?> close() {
    return unfollow().compose(done -> Future.all(senders.stream().map(Frames::close).toList()));
  }
}
