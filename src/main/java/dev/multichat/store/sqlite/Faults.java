package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.VertxException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what SQLite reports into the codes that the port promises. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  static final int IOERR = 10;
  static final int NOTADB = 26;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;

  private Faults() {}

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
    return incident(failure);
  }

  /** What nobody foresaw: logged under an id, which is all that is told of it. */
  private static MultichatException incident(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {} in the store", incident, failure);
    return new MultichatException(
        ErrorCode.INTERNAL,
        "The store failed; its log tells why under incident " + incident + ".",
        failure);
  }

  /** What the pool reports when no connection came free in time. */
  private static MultichatException busy(Throwable timeout) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, "The database is busy with other reads; ask again later.", timeout);
  }

  /**
   * What is made of a stored row; INTERNAL, whatever is wrong with it, since nobody asked for it.
   */
  static <T> T sound(long position, Supplier<T> made) {
    try {
      return made.get();
    } catch (RuntimeException e) {
      throw new MultichatException(
          ErrorCode.INTERNAL,
          "The entry at position "
              + position
              + " of the database is damaged ("
              + e.getMessage()
              + "); restore it from a backup.",
          e);
    }
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
      default -> incident(e);
    };
  }

  private static MultichatException unavailable(SQLException e) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The database cannot be used (" + e.getMessage() + "); check its file, folder and disk.",
        e);
  }

  static MultichatException closed() {
    return new MultichatException(ErrorCode.UNAVAILABLE, "The store is closed.");
  }
}
