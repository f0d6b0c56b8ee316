package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions by id and by number. */
final class Sessions {
  private final Map<String, SessionRow> byId = new HashMap<>();
  private final List<@Nullable SessionRow> byNumber = new ArrayList<>();

  Sessions() {
    byNumber.add(null);
  }

  @Nullable SessionRow find(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }

  @Nullable SessionRow at(int number) {
    return byNumber.get(number);
  }

  /** NOT_FOUND when there is none. */
  SessionRow need(@Nullable String id) {
    SessionRow row = find(id);
    if (row == null) {
      throw MultichatException.notFound("There is no session '" + id + "'.");
    }
    return row;
  }

  /** CONFLICT when the id is in use. */
  void checkUnused(String id) {
    if (find(id) != null) {
      throw MultichatException.conflict(
          "The session '" + id + "' exists already; choose another id, or send into it.");
    }
  }

  /** Opens a session without participants. */
  SessionRow create(SessionRow.Title title) {
    SessionRow row = new SessionRow(byNumber.size(), title);
    byNumber.add(row);
    byId.put(row.id, row);
    return row;
  }

  void remove(SessionRow row) {
    byNumber.set(row.number, null);
    byId.remove(row.id);
  }

  Stream<SessionRow> all() {
    return byNumber.stream().filter(Objects::nonNull);
  }

  /** How many numbers were given out, 0 included. */
  int numbers() {
    return byNumber.size();
  }

  /** Leaves out a number, as that of a deleted session. */
  void skip() {
    byNumber.add(null);
  }

  /** The session as the port tells it. */
  static Session told(SessionRow row, Agents agents) {
    return new Session(
        row.id,
        row.topic,
        row.initiator,
        row.participants.stream().mapToObj(agents::name).toList(),
        row.open,
        row.closed ? SessionState.CLOSED : SessionState.ACTIVE,
        Instant.ofEpochMilli(row.createdAt),
        Instant.ofEpochMilli(row.lastActivityAt),
        row.lastSeq,
        null);
  }
}
