package dev.multichat.store.postgres;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Faults;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Turns what PostgreSQL and its client report into the codes that the port promises. */
final class PostgresFaults {
  private static final String DISK_FULL = "53100";
  private static final String NO_ENCRYPTION = "28000";
  private static final Set<String> LOCKED_OUT = Set.of("28000", "28P01", "42501");
  private static final Set<String> ABSENT = Set.of("42P01", "3F000");
  private static final Set<String> UNABLE =
      Set.of("08", "25", "40", "53", "55", "57", "58", "XX", "F0", "3D", "54");

  private PostgresFaults() {}

  static MultichatException of(Address address, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MultichatException known) {
        return known;
      }
      if (t instanceof PgException e) {
        return of(address, e);
      }
      if (isLost(t) || (t instanceof SQLException && t.getCause() == null)) {
        return down(address, t);
      }
    }
    return Faults.incident(failure);
  }

  /** Whether the connection is of no use any more. */
  static boolean isLost(Throwable failure) {
    return failure instanceof ClosedConnectionException
        || failure instanceof TimeoutException
        || failure instanceof IOException
        || (failure instanceof VertxException e && isOfConnection(e));
  }

  private static boolean isOfConnection(VertxException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("connection") || text.startsWith("timeout");
  }

  /** Whether a value is to blame, and not the database: 22 data, 23 constraints. */
  static boolean isOfValue(PgException e) {
    String state = state(e);
    return state.startsWith("22") || state.startsWith("23");
  }

  private static String state(PgException e) {
    return e.getSqlState() == null ? "" : e.getSqlState();
  }

  static MultichatException down(Address address, Throwable cause) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "PostgreSQL at "
            + address.shown()
            + " cannot be reached or gave no answer; start it, or give another --store.",
        cause);
  }

  /** There is a PostgreSQL, but what was kept in it is not there. */
  static MultichatException gone(Address address) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        address.shown()
            + " came back without this store, so nothing is written to it; restore the data that"
            + " it had, or start Multichat again to begin with an empty store.");
  }

  /** Nobody knows whether it did what it was asked. */
  static MultichatException lost(Address address, Throwable cause) {
    return new MultichatException(
        ErrorCode.TIMEOUT, "PostgreSQL at " + address.shown() + " gave no answer.", cause);
  }

  /** It did what it was asked, or never will. */
  static MultichatException settled(Address address, Throwable cause) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The connection to " + address.shown() + " broke, so nothing was written; send again.",
        cause);
  }

  private static MultichatException of(Address address, PgException e) {
    String state = state(e);
    if (state.equals(DISK_FULL)) {
      return new MultichatException(
          ErrorCode.STORAGE_FULL,
          "The disk that holds the database is full, so nothing was written; free some space and"
              + " send again.",
          e);
    }
    if (ABSENT.contains(state)) {
      return gone(address);
    }
    if (LOCKED_OUT.contains(state)) {
      return new MultichatException(
          ErrorCode.UNAVAILABLE, "PostgreSQL at " + address.shown() + " " + refusal(state), e);
    }
    if (UNABLE.contains(state.length() < 2 ? state : state.substring(0, 2))) {
      return new MultichatException(
          ErrorCode.UNAVAILABLE,
          "PostgreSQL at "
              + address.shown()
              + " cannot do it now ("
              + state
              + ": "
              + e.getErrorMessage()
              + "); try later.",
          e);
    }
    return Faults.incident(e);
  }

  private static String refusal(String state) {
    return state.equals(NO_ENCRYPTION)
        ? "does not let this user in, or not without ?sslmode=require; check the user in --store."
        : "does not let this user in, or not do this; check user and password in --store, and the"
            + " rights of the user.";
  }
}
