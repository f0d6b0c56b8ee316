package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import dev.multichat.store.Known;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks, before anything is written, whether what is to be moved contradicts what the store has.
 * CONFLICT for a session that is there in other words, and for an id that is in use.
 */
final class Check implements Source.Taker {
  private static final int TOGETHER = 250;

  /** A session that both have, as the source tells it. */
  private static final class Both {
    private final Entry opened;
    private long messages;
    private boolean closed;

    Both(Entry opened) {
      this.opened = opened;
    }
  }

  private final SessionStore store;
  private final Existing existing;
  private final long done;
  private final Map<String, Both> both = new HashMap<>();
  private final List<Future<Boolean>> asked = new ArrayList<>();

  Check(SessionStore store, Existing existing, long done) {
    this.store = store;
    this.existing = existing;
    this.done = done;
  }

  @Override
  public void take(long mark, Line line) {
    Entry entry = line.entry();
    String session = entry == null ? null : entry.session();
    if (entry != null && session != null) {
      boolean here = existing.sessions().contains(session);
      if (here) {
        note(session, entry);
      }
      look(mark, line, entry, here);
    }
  }

  private void look(long mark, Line line, Entry entry, boolean here) {
    String session = Objects.requireNonNull(entry.session(), "session");
    Message message = entry.message();
    if (message != null && (here || mark > done)) {
      ask(store.known(message.id()).map(known -> fits(message, line, known, here)));
    } else if (entry.type() == EntryType.OPENED && !here && mark > done) {
      ask(store.session(session).map(found -> isFree(session, found)));
    }
  }

  /** Looks at the rest; to be called when everything was taken. */
  void end() {
    settle();
    both.forEach((id, told) -> ask(store.session(id).map(found -> agrees(id, told, found))));
    settle();
  }

  private void note(String session, Entry entry) {
    Both told = both.get(session);
    if (told == null) {
      told = new Both(entry);
      both.put(session, told);
    }
    told.messages += entry.message() == null ? 0 : 1;
    told.closed |= entry.type() == EntryType.CLOSED;
  }

  private void ask(Future<Boolean> question) {
    asked.add(question);
    if (asked.size() >= TOGETHER) {
      settle();
    }
  }

  private void settle() {
    Waiting.onAll(asked);
    asked.clear();
  }

  private static boolean fits(Message message, Line line, Optional<Known> known, boolean here) {
    if (here != known.isPresent()) {
      throw here ? other(message.session()) : used(message);
    }
    boolean same =
        known
            .map(k -> k.from().equals(message.from()) && k.hash().equals(line.hash()))
            .orElse(true);
    if (!same) {
      throw used(message);
    }
    return true;
  }

  private static boolean isFree(String session, Optional<Session> found) {
    if (found.isPresent()) {
      throw other(session);
    }
    return true;
  }

  private static boolean agrees(String id, Both told, Optional<Session> found) {
    Session here = found.orElseThrow(() -> other(id));
    boolean same =
        here.lastSeq() == told.messages
            && told.closed == (here.state() == SessionState.CLOSED)
            && here.createdAt().equals(told.opened.at())
            && Objects.equals(here.initiator(), told.opened.by());
    if (!same) {
      throw other(id);
    }
    return true;
  }

  private static MultichatException other(String session) {
    return MultichatException.conflict(
        "The session '"
            + session
            + "' is in the store already, and is another one or not as far; nothing was written."
            + " Move into a store that does not have it.");
  }

  private static MultichatException used(Message message) {
    return MultichatException.conflict(
        "The id of the message '"
            + message.id()
            + "' (session '"
            + message.session()
            + "') is in use in the store, or was before its session was deleted there; nothing was"
            + " written. Move into a store that does not have it.");
  }
}
