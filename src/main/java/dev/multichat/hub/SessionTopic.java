package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Everything that is recorded in a session, as long as the caller may read it. */
final class SessionTopic implements Topic {
  private static final int SCANNED = 512;

  private final Room room;
  private final Rights rights;
  private final Caller caller;
  private final String session;

  SessionTopic(Room room, Rights rights, Caller caller, String session) {
    this.room = room;
    this.rights = rights;
    this.caller = caller;
    this.session = session;
  }

  static String key(String session) {
    return "session " + session;
  }

  @Override
  public String key() {
    return key(session);
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Future<List<Entry>> read(long after) {
    return room.store().feed(after, SCANNED);
  }

  @Override
  public boolean concerns(Entry entry) {
    return session.equals(entry.session());
  }

  /** Who left sees that it left; whether it came back, or may read it all the same, is asked. */
  @Override
  public Future<List<Entry>> visible(List<Entry> entries, Consumer<MultichatException> end) {
    int left = entries.size() - 1;
    while (left >= 0 && !leaves(entries.get(left))) {
      left--;
    }
    if (left < 0) {
      return Future.succeededFuture(entries);
    }
    List<Entry> before = entries.subList(0, left + 1);
    return rights
        .readable(caller, session)
        .map(entries)
        .recover(
            why -> {
              if (why instanceof MultichatException refusal
                  && refusal.code() == ErrorCode.FORBIDDEN) {
                end.accept(refusal);
                return Future.succeededFuture(before);
              }
              return Future.failedFuture(why);
            });
  }

  private boolean leaves(Entry entry) {
    return entry.type() == EntryType.LEFT && caller.agent().equals(entry.agent());
  }

  @Override
  public Handover.Handed<List<Streams.Item>> handed(List<Entry> entries) {
    return new Handover.Handed<>(Watches.items(room, entries), Future::succeededFuture);
  }
}
