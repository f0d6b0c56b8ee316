package dev.multichat.store.sql;

import dev.multichat.store.Fence;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a session; the ids and hashes of its messages stay, and so do its positions' gaps. */
final class Deletion {
  private static final String ENTRIES = "(SELECT position FROM entry WHERE session = ?)";
  private static final List<String> STATEMENTS =
      List.of(
          "DELETE FROM delivery WHERE position IN " + ENTRIES,
          "DELETE FROM deadline WHERE position IN " + ENTRIES,
          "DELETE FROM concern WHERE opener IN " + ENTRIES,
          "DELETE FROM ended WHERE opener IN " + ENTRIES,
          "DELETE FROM step WHERE session = ?",
          "DELETE FROM participant WHERE session = ?",
          "DELETE FROM entry WHERE session = ?",
          "DELETE FROM session WHERE id = ?");

  private Deletion() {}

  /** How many messages were deleted. */
  static int run(Ledger ledger, String session, @Nullable Fence fence) throws SQLException {
    if (fence != null) {
      fence.check(Leases.epoch(ledger, fence.lease()));
    }
    long messages =
        ledger.sql.number(
            "SELECT count(*) FROM entry WHERE session = ? AND seq IS NOT NULL", session);
    // A position is never given out again, or a projection would read past what is new.
    // Who keeps the session at hand is told by it, too, that there was a change.
    ledger.moveTo(ledger.position() + 1);
    ledger.keepPosition();
    for (String statement : STATEMENTS) {
      ledger.sql.run(statement, session);
    }
    ledger.sessions.forget(session);
    return Math.toIntExact(messages);
  }
}
