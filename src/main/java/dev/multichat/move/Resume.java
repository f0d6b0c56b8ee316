package dev.multichat.move;

import dev.multichat.core.MultichatException;
import dev.multichat.core.PageQuery;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import java.util.List;

/**
 * How far a move into a store came, kept in that store under a name that only this move has, so
 * that it goes on there when it was cut.
 */
final class Resume {
  private static final String START = ":start";
  private static final String END = ":end";

  private static final long NOTHING = 1;

  private final SessionStore store;
  private final String name;
  private final boolean begun;
  private final long began;
  private final long done;
  private final long ended;

  private Resume(SessionStore store, String name) {
    this.store = store;
    this.name = name;
    long before = Waiting.on(store.position(name + START));
    this.begun = before != 0;
    this.began = begun ? before : beginning(store);
    this.done = Waiting.on(store.position(name));
    this.ended = Waiting.on(store.position(name + END));
  }

  static Resume of(SessionStore store, String name) {
    return new Resume(store, name);
  }

  private static long beginning(SessionStore store) {
    PageQuery one = new PageQuery(1, null);
    long last = Waiting.on(store.lastPosition());
    boolean empty =
        last == 0
            && Waiting.on(store.forgotten(one)).items().isEmpty()
            && Waiting.on(store.credentials(one)).items().isEmpty();
    return empty ? NOTHING : NOTHING + 1 + last;
  }

  /** Up to where the entries of the source are in the store. */
  long done() {
    return done;
  }

  /** Whether it came to its end when its source had this mark. */
  boolean endedAt(long mark) {
    return ended == mark + 1;
  }

  /** Whether the store had nothing at all before the move began. */
  boolean intoEmpty() {
    return began == NOTHING;
  }

  /** The last position of what the store had of its own before the move began. */
  long start() {
    return Math.max(began - NOTHING - 1, 0);
  }

  /** Keeps where the store's own content ends, unless that was kept when the move first began. */
  void begin() {
    if (!begun) {
      save(name + START, began);
    }
  }

  /** What is to be written with the entries up to a mark, in the same batch. */
  Write reached(long mark) {
    return Write.position(name, store.info().epoch(), mark);
  }

  void end(long mark) {
    save(name + END, mark + 1);
  }

  private void save(String what, long position) {
    Write write = Write.position(what, store.info().epoch(), position);
    Appended saved = Waiting.on(store.append(List.of(write)));
    for (Outcome outcome : saved.outcomes()) {
      MultichatException refused = outcome.refused();
      if (refused != null) {
        throw refused;
      }
    }
  }
}
