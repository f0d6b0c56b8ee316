package dev.multichat.hub;

import dev.multichat.bus.Committed;
import dev.multichat.bus.Settled;
import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Page;
import dev.multichat.core.ReceiptState;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Kept;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading an inbox, waiting at it, and acknowledging. */
final class Inboxes {
  private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
  private static final String RETRY_MS = "1000";

  private final Room room;
  private final Attendance attendance;
  private final Waits waits;
  private final Marks marks = new Marks();

  Inboxes(Vertx vertx, Room room, Attendance attendance) {
    this.room = room;
    this.attendance = attendance;
    this.waits = new Waits(vertx);
  }

  void start() {
    room.bus().onCommitted(this::nudge);
    room.bus().onAnnounced(waits::nudge);
  }

  /** Ends all waiting, with what there is. */
  void close() {
    waits.close();
  }

  /** The caller began ({@code +1}) or ended ({@code -1}) a stream. */
  void waiting(Caller caller, int change) {
    attendance.waiting(caller.agent(), change);
  }

  private void nudge(Committed hint) {
    if (!waits.none()) {
      for (Entry entry : hint.entries()) {
        if (entry.message() != null) {
          entry.message().to().forEach(waits::nudge);
        }
      }
    }
  }

  Future<Page<Message>> inbox(Caller caller, InboxQuery query) {
    String agent = Rights.subject(caller, query.agent());
    long after = Cursor.place(room.store().info().epoch(), query.cursor(), 0);
    int limit = Page.limit(query.limit());
    Supplier<Future<List<Entry>>> read =
        () -> marks.over(agent).compose(done -> room.store().inbox(agent, after, limit));
    Duration patience = Duration.ofMillis(Objects.requireNonNullElse(query.waitMs(), 0));
    return (patience.isZero() ? read.get() : waiting(caller, agent, read, patience))
        .compose(
            entries ->
                Cursor.behind(entries, limit, at -> room.store().inbox(agent, at, 1))
                    .map(place -> page(entries, place)));
  }

  private Future<List<Entry>> waiting(
      Caller caller, String agent, Supplier<Future<List<Entry>>> read, Duration patience) {
    if (waits.tooMany(caller.agent())) {
      throw new MultichatException(
          ErrorCode.LIMITED,
          "'" + caller.agent() + "' waits in too many calls already; one is enough for an inbox.",
          Map.of("retryAfterMs", RETRY_MS));
    }
    Waits.Wait wait = waits.begin(agent, caller.agent());
    attendance.waiting(caller.agent(), 1);
    return read.get()
        .compose(
            entries ->
                entries.isEmpty()
                    ? again(wait, read, System.nanoTime() + patience.toNanos())
                    : Future.succeededFuture(entries))
        .onComplete(
            done -> {
              wait.end();
              attendance.waiting(caller.agent(), -1);
            });
  }

  /** Being nudged is no message yet: an agent that announces itself is nudged as well. */
  private Future<List<Entry>> again(
      Waits.Wait wait, Supplier<Future<List<Entry>>> read, long until) {
    Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    return wait.during(left)
        .compose(
            over -> {
              wait.again();
              return read.get();
            })
        .compose(
            entries ->
                entries.isEmpty() && System.nanoTime() < until && !waits.closed()
                    ? again(wait, read, until)
                    : Future.succeededFuture(entries));
  }

  /** What waits for the caller behind what it was told of; it stays as it is. */
  Future<Handover.Pending> pending(Caller caller, @Nullable String told, int limit) {
    String epoch = room.store().info().epoch();
    long after = Cursor.placeIfAny(epoch, told);
    return marks
        .over(caller.agent())
        .compose(done -> ungiven(caller.agent(), after, limit + 1, List.of()))
        .map(
            entries -> {
              boolean more = entries.size() > limit;
              List<Entry> shown = entries.stream().limit(limit).toList();
              long last = shown.isEmpty() ? after : shown.get(shown.size() - 1).position();
              return new Handover.Pending(messages(shown), Cursor.of(epoch, last), more);
            });
  }

  private Future<List<Entry>> ungiven(String agent, long after, int most, List<Entry> found) {
    return room.store()
        .inbox(agent, after, Page.MOST)
        .compose(
            page ->
                page.isEmpty()
                    ? Future.succeededFuture(found)
                    : room.store()
                        .kept(messages(page).stream().map(Message::id).toList())
                        .compose(
                            kept -> {
                              List<Entry> all =
                                  Stream.concat(
                                          found.stream(),
                                          page.stream().filter(e -> !isGiven(e, agent, kept)))
                                      .limit(most)
                                      .toList();
                              return all.size() == most || page.size() < Page.MOST
                                  ? Future.succeededFuture(all)
                                  : ungiven(agent, page.get(page.size() - 1).position(), most, all);
                            }));
  }

  private static boolean isGiven(Entry entry, String agent, Map<String, Kept> kept) {
    return Stream.ofNullable(entry.message())
        .flatMap(message -> Stream.ofNullable(kept.get(message.id())))
        .flatMap(known -> known.recipients().stream())
        .anyMatch(to -> to.agent().equals(agent) && to.state() != ReceiptState.RECORDED);
  }

  private static List<Message> messages(List<Entry> entries) {
    return entries.stream().map(Entry::message).filter(Objects::nonNull).toList();
  }

  private Page<Message> page(List<Entry> entries, Optional<Long> place) {
    String epoch = room.store().info().epoch();
    return new Page<>(messages(entries), place.map(at -> Cursor.of(epoch, at)).orElse(null));
  }

  /** The agent itself took this page of its inbox; of another's nothing is marked. */
  Future<Void> delivered(Caller caller, InboxQuery query, Page<Message> page) {
    String agent = Rights.subject(caller, query.agent());
    if (caller.agent().equals(agent)) {
      page.items().forEach(message -> delivered(message.id(), agent));
    }
    return Future.succeededFuture();
  }

  /** A mark that is lost leaves the receipt claiming less, never more. */
  private void delivered(String message, String agent) {
    room.meters().delivered(Meters.Way.INBOX);
    room.bus()
        .record(Write.mark(message, agent, ReceiptState.DELIVERED))
        .onFailure(why -> LOG.debug("{} is not marked delivered to {}", message, agent, why));
  }

  /** Who looks at this inbox from now on sees these marks. */
  Future<Void> underWay(String agent, Future<Void> acknowledging) {
    return marks.begin(agent, acknowledging);
  }

  Future<List<String>> acknowledge(Caller caller, List<String> given) {
    if (given.isEmpty() || given.size() > Page.MOST) {
      throw MultichatException.invalid(
          "'ids' has " + given.size() + " items; name 1 to " + Page.MOST + " messages.");
    }
    List<String> ids = given.stream().map(Names::message).distinct().toList();
    return checked(caller.agent(), ids)
        .compose(done -> Future.join(ids.stream().map(id -> mark(caller.agent(), id)).toList()))
        .map(
            done -> {
              room.bus().publish(new Settled(caller.agent(), ids));
              return ids;
            });
  }

  /** One is checked by its own mark; of several none may be marked when one is not the caller's. */
  private Future<?> checked(String agent, List<String> ids) {
    return ids.size() < 2
        ? Future.succeededFuture()
        : Future.all(ids.stream().map(id -> sentTo(agent, id)).toList());
  }

  private Future<?> sentTo(String agent, String id) {
    return room.store()
        .receipts(id)
        .map(
            receipt -> {
              if (receipt.isEmpty() || receipt.get().of(agent) == null) {
                throw MultichatException.notFound(
                    "No message '" + id + "' was sent to '" + agent + "'.");
              }
              return receipt;
            });
  }

  private Future<?> mark(String agent, String id) {
    return room.bus().record(Write.mark(id, agent, ReceiptState.ACKNOWLEDGED));
  }

  /** Puts a dead message back, for delivery and for who waits at the inbox; for operators. */
  Future<?> requeue(Caller caller, String given, String to) {
    Rights.operator(caller);
    String agent = Names.party(to);
    return room.bus()
        .record(Write.mark(Names.message(given), agent, ReceiptState.RECORDED))
        .onSuccess(done -> room.bus().announce(agent));
  }
}
