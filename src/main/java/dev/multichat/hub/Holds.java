package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which sessions are held. The log tells it, whichever node recorded it; where in the log is kept
 * in the store for each session that ever was, so that a restart finds it and others cost nothing.
 */
final class Holds {
  private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
  private static final String MARK = "guard";
  private static final int REMEMBERED = 10_000;

  /**
   * How a session stands.
   *
   * @param held the event that holds it, if one does
   * @param since the moment from which on the guard counts
   * @param position of the event that made it so
   */
  record Standing(@Nullable Entry held, Instant since, long position) {
    private static final Standing FREE = new Standing(null, Instant.EPOCH, 0);
  }

  private final Room room;
  private final Recent<Standing> standings = new Recent<>(REMEMBERED);
  private volatile boolean any;

  Holds(Room room) {
    this.room = room;
  }

  /** Learns whether any session was ever held. */
  Future<Void> start() {
    room.bus().onCommitted(hint -> hint.entries().forEach(this::note));
    return store().position(MARK).onSuccess(at -> any = any || at > 0).mapEmpty();
  }

  /** The newest event of a session counts, in whatever order they are heard of. */
  private synchronized void note(Entry entry) {
    boolean changes = entry.type() == EntryType.HELD || entry.type() == EntryType.RELEASED;
    String session = entry.session();
    if (changes && session != null) {
      any = true;
      Standing known = standings.get(session);
      if (known == null || known.position < entry.position()) {
        standings.put(session, standing(session, List.of(entry)));
      }
    }
  }

  private SessionStore store() {
    return room.store();
  }

  Future<Standing> of(String session) {
    if (!any) {
      return Future.succeededFuture(Standing.FREE);
    }
    Standing known = standings.get(session);
    return known == null
        ? store()
            .position(mark(session))
            .compose(at -> at == 0 ? Future.succeededFuture(List.of()) : store().feed(at - 1, 1))
            .map(entries -> standings.keep(session, standing(session, entries)))
        : Future.succeededFuture(known);
  }

  private static String mark(String session) {
    return MARK + ":" + session;
  }

  /** What stands where the mark is; something else when the session was deleted since. */
  private static Standing standing(String session, List<Entry> entries) {
    Entry entry = entries.isEmpty() ? null : entries.get(0);
    if (entry == null || !session.equals(entry.session()) || entry.at() == null) {
      return Standing.FREE;
    }
    return switch (entry.type()) {
      case HELD -> new Standing(entry, Instant.EPOCH, entry.position());
      case RELEASED -> new Standing(null, entry.at(), entry.position());
      default -> Standing.FREE;
    };
  }

  /** Holds a session because of what answers one of its messages; once, whoever asks how often. */
  Future<Void> hold(String session, String about, String reason) {
    Entry event = Entry.hold(EntryType.HELD, session, about, Names.HUB, reason);
    Standing before = swap(session, event, Instant.EPOCH);
    if (before == null) {
      return Future.succeededFuture();
    }
    LOG.warn(
        "The session '{}' is held: {} An operator lets it go on: multichat release {}",
        session,
        reason,
        session);
    return record(event, before);
  }

  /** Releases a session; CONFLICT when it is not held. */
  Future<Void> release(String session, String by) {
    return of(session)
        .compose(
            standing -> {
              Standing before = swap(session, null, room.stamp().now());
              Entry held = before == null ? null : before.held();
              if (before == null || held == null || held.about() == null) {
                throw MultichatException.conflict("The session '" + session + "' is not held.");
              }
              return record(
                  Entry.hold(EntryType.RELEASED, session, held.about(), by, null), before);
            });
  }

  /** Sets how a session stands and gives back how it stood; nothing when it stands so already. */
  private synchronized @Nullable Standing swap(
      String session, @Nullable Entry held, Instant since) {
    Standing known = standings.get(session);
    Standing before = known == null ? Standing.FREE : known;
    if ((before.held() != null) == (held != null)) {
      return null;
    }
    any = true;
    standings.put(session, new Standing(held, since, before.position));
    return before;
  }

  private Future<Void> record(Entry event, Standing before) {
    String session = String.valueOf(event.session());
    return room.bus()
        .record(Write.event(event, true))
        .onFailure(failure -> standings.put(session, before))
        .compose(outcome -> recorded(session, outcome));
  }

  private Future<Void> recorded(String session, Outcome outcome) {
    Entry entry = outcome.entry();
    if (entry == null) {
      return Future.succeededFuture();
    }
    note(entry);
    String epoch = store().info().epoch();
    return Future.all(
            room.bus().record(Write.position(mark(session), epoch, entry.position())),
            room.bus().record(Write.position(MARK, epoch, entry.position())))
        .mapEmpty();
  }
}
