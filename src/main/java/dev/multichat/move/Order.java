package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks whether sessions are opened before they are used and their messages have no gaps. */
final class Order implements Source.Taker {
  private final String name;
  private final Map<String, Long> seqs = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();

  Order(String name) {
    this.name = name;
  }

  @Override
  public void take(long mark, Line line) {
    if (line.deleted() != null) {
      deleted.add(line.deleted());
    }
    Entry entry = line.entry();
    String wrong = entry == null ? null : wrong(entry);
    if (wrong != null) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, name + " cannot be used; look at line " + mark + ": " + wrong);
    }
  }

  /** How many messages each session has. */
  Map<String, Long> messages() {
    return seqs;
  }

  /** The sessions that were deleted while it was written. */
  Set<String> deleted() {
    return deleted;
  }

  private @Nullable String wrong(Entry entry) {
    String session = entry.session();
    if (session == null) {
      return entry.type() == EntryType.AGENT ? null : "It names no session.";
    }
    if (entry.type() == EntryType.OPENED) {
      return seqs.putIfAbsent(session, 0L) == null
          ? null
          : "The session '" + session + "' is opened again.";
    }
    Long before = seqs.get(session);
    if (before == null) {
      return "The session '" + session + "' was not opened before.";
    }
    Message message = entry.message();
    return message == null ? null : numbered(message, before);
  }

  private @Nullable String numbered(Message message, long before) {
    if (message.seq() != before + 1) {
      return "The message '"
          + message.id()
          + "' is number "
          + message.seq()
          + " of its session, behind number "
          + before
          + ".";
    }
    seqs.put(message.session(), message.seq());
    return null;
  }
}
