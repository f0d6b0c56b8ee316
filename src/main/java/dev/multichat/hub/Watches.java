package dev.multichat.hub;

import dev.multichat.bus.Committed;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are open. A hint reaches those that it concerns and no other, since hints bring
 * every entry in order. Safe for any thread.
 */
final class Watches implements Streams {
  private final Vertx vertx;
  private final Room room;
  private final Gate gate;
  private final Rights rights;
  private final Inboxes inboxes;
  private final Beginning beginning;
  private final Groups<Watch> watching = new Groups<>();
  private volatile boolean closed;
  private volatile long hinted = -1;

  Watches(Vertx vertx, Room room, Gate gate, Rights rights, Inboxes inboxes) {
    this.vertx = vertx;
    this.room = room;
    this.gate = gate;
    this.rights = rights;
    this.inboxes = inboxes;
    this.beginning = new Beginning(room.store());
  }

  void start() {
    room.bus().onCommitted(this::told);
  }

  /** Ends every stream, and each that is begun from here on. */
  void close() {
    closed = true;
    watching.each(watch -> watch.tap().end(stopping()));
  }

  private static MultichatException stopping() {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, "The hub is stopping; connect again later, from the last position.");
  }

  @Override
  public Future<Stream> inbox(Caller caller, @Nullable String asked, @Nullable String cursor) {
    Supplier<Future<Stream>> begin =
        () -> {
          String agent = Rights.subject(caller, asked);
          long after = Cursor.place(room.store().info().epoch(), cursor, 0);
          return begun(new InboxTopic(room, inboxes, caller, agent), after);
        };
    return caller.readsEverything() ? gate.called(caller, begin) : gate.acting(caller, begin);
  }

  @Override
  public Future<Stream> session(Caller caller, HistoryQuery from) {
    return gate.called(
        caller,
        () ->
            rights
                .readable(caller, from.session())
                .compose(session -> after(from))
                .compose(
                    after -> begun(new SessionTopic(room, rights, caller, from.session()), after)));
  }

  private Future<Long> after(HistoryQuery from) {
    if (from.cursor() != null) {
      return Future.succeededFuture(Cursor.place(room.store().info().epoch(), from.cursor(), 0));
    }
    return from.afterSeq() == null
        ? room.store().lastPosition()
        : beginning.after(from.session(), from.afterSeq());
  }

  private Future<Stream> begun(Topic topic, long after) {
    Watch watch = new Watch(vertx, topic, after, () -> hinted);
    watch.whenClosed(this::leave);
    watching.add(topic.key(), watch);
    inboxes.waiting(topic.caller(), 1);
    if (closed) {
      watch.tap().end(stopping());
    }
    return Future.succeededFuture(watch);
  }

  private void leave(Watch watch) {
    if (watching.remove(watch.topic().key(), watch)) {
      inboxes.waiting(watch.topic().caller(), -1);
    }
  }

  private void told(Committed hint) {
    hinted = hint.upTo();
    if (!watching.isEmpty()) {
      hint.entries().forEach(this::told);
    }
  }

  private void told(Entry entry) {
    if (entry.message() != null) {
      for (String agent : entry.message().to()) {
        watching.at(InboxTopic.key(agent), watch -> watch.tap().offer(entry));
      }
    }
    if (entry.session() != null) {
      watching.at(SessionTopic.key(entry.session()), watch -> watch.tap().offer(entry));
    }
    Agent card = entry.card();
    if (card != null && card.revokedAt() != null) {
      watching.each(watch -> revoked(watch, card.id()));
    }
  }

  private static void revoked(Watch watch, String agent) {
    Caller caller = watch.topic().caller();
    if (caller.agent().equals(agent) && !caller.readsEverything()) {
      watch.tap().end(MultichatException.forbidden("The agent '" + agent + "' is revoked."));
    }
  }

  static List<Streams.Item> items(Room room, List<Entry> entries) {
    String epoch = room.store().info().epoch();
    return entries.stream()
        .map(entry -> new Streams.Item(Cursor.of(epoch, entry.position()), entry))
        .toList();
  }
}
