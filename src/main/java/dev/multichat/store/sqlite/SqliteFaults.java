package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Faults;
import io.vertx.core.VertxException;
import java.sql.SQLException;

/** Turns what SQLite reports into the codes that the port promises. */
final class SqliteFaults {
  static final int IOERR = 10;
  static final int NOTADB = 26;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;

  private SqliteFaults() {}

  static MultichatException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MultichatException known) {
        return known;
      }
      if (t instanceof SQLException e) {
        return of(e);
      }
      if (t instanceof VertxException && String.valueOf(t.getMessage()).startsWith("Timeout")) {
        return busy(t);
      }
    }
    return Faults.incident(failure);
  }

  /** What the pool reports when no connection came free in time. */
  private static MultichatException busy(Throwable timeout) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, "The database is busy with other reads; ask again later.", timeout);
  }

  /** SQLite's primary result code, without what extends it. */
  static int code(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private static MultichatException of(SQLException e) {
    return switch (code(e)) {
      case FULL ->
          new MultichatException(
              ErrorCode.STORAGE_FULL,
              "The disk that holds the database is full, so nothing was written; free some space"
                  + " and send again.",
              e);
      case BUSY, LOCKED, READONLY, IOERR, CANTOPEN, NOTADB -> unavailable(e);
      default -> Faults.incident(e);
    };
  }

  private static MultichatException unavailable(SQLException e) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The database cannot be used (" + e.getMessage() + "); check its file, folder and disk.",
        e);
  }
}
