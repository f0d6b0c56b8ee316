package dev.multichat.store.redis;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what Redis and its client report into the codes that the port promises. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Pattern FULL = Pattern.compile("\\bOOM\\b|No space left");
  private static final Pattern UNABLE =
      Pattern.compile("\\b(LOADING|READONLY|MISCONF|BUSY|MASTERDOWN|NOREPLICAS|TRYAGAIN)\\b");
  private static final Pattern LOCKED = Pattern.compile("\\b(NOAUTH|WRONGPASS|NOPERM)\\b");

  private Faults() {}

  static MultichatException closed() {
    return new MultichatException(ErrorCode.UNAVAILABLE, "The store is closed.");
  }

  static MultichatException down(Address address, @Nullable Throwable cause) {
    String text =
        "Redis at " + address.shown() + " cannot be reached; start it, or give another --store.";
    return cause == null
        ? new MultichatException(ErrorCode.UNAVAILABLE, text)
        : new MultichatException(ErrorCode.UNAVAILABLE, text, cause);
  }

  /** Nobody knows whether Redis did, or still will do, what it was asked. */
  static MultichatException lost(Address address, Throwable cause) {
    return new MultichatException(
        ErrorCode.TIMEOUT, "Redis at " + address.shown() + " gave no answer.", cause);
  }

  /** What was only read has no outcome that could be unknown. */
  static Throwable ofReading(Throwable failure) {
    return failure instanceof MultichatException lost && lost.code() == ErrorCode.TIMEOUT
        ? new MultichatException(ErrorCode.UNAVAILABLE, lost.getMessage() + " Ask again.", lost)
        : failure;
  }

  /** Redis cannot do any more what it was asked and did not do by now. */
  static MultichatException givenUp(Address address, Throwable cause) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The connection to " + address.shown() + " broke, so nothing was written; send again.",
        cause);
  }

  /** There is a Redis, but what was kept in it is not there. */
  static MultichatException gone(Address address) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "Redis at "
            + address.shown()
            + " came back without this store, so nothing is written to it; start it with the data"
            + " that it had, or start Multichat again to begin with an empty store.");
  }

  static boolean isNoScript(Throwable failure) {
    return failure instanceof ErrorType error && error.is("NOSCRIPT");
  }

  /** Whether the answer was lost, so that the connection is of no use any more. */
  static boolean isLost(Throwable failure) {
    return failure instanceof ErrorType error
        ? error.is("CONNECTION_CLOSED") || error.is("FENCED")
        : failure instanceof TimeoutException || !(failure instanceof MultichatException);
  }

  static MultichatException of(Address address, Throwable failure) {
    if (failure instanceof MultichatException known) {
      return known;
    }
    if (!(failure instanceof ErrorType error)) {
      return down(address, failure);
    }
    if (error.is("GONE")) {
      return gone(address);
    }
    String text = String.valueOf(error.getMessage());
    if (text.startsWith("CONFLICT ")) {
      return MultichatException.conflict(text.substring("CONFLICT ".length()));
    }
    if (FULL.matcher(text).find()) {
      return new MultichatException(
          ErrorCode.STORAGE_FULL,
          "Redis has no room left, so nothing was written; raise its maxmemory or free some space"
              + " on its disk, and send again.",
          failure);
    }
    return unavailable(address, text, failure);
  }

  private static MultichatException unavailable(Address address, String text, Throwable failure) {
    if (LOCKED.matcher(text).find()) {
      return new MultichatException(
          ErrorCode.UNAVAILABLE,
          "Redis at "
              + address.shown()
              + " does not let this user in, or not do this; check user and password in --store,"
              + " and the rights of the user.",
          failure);
    }
    Matcher unable = UNABLE.matcher(text);
    if (unable.find()) {
      return new MultichatException(
          ErrorCode.UNAVAILABLE,
          "Redis at " + address.shown() + " cannot do it now (" + unable.group() + "); try later.",
          failure);
    }
    return incident(failure);
  }

  /** What nobody foresaw: logged under an id, which is all that is told of it. */
  static MultichatException incident(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {} in the store", incident, failure);
    return new MultichatException(
        ErrorCode.INTERNAL,
        "The store failed; its log tells why under incident " + incident + ".",
        failure);
  }

  /**
   * What is made of stored text; INTERNAL, whatever is wrong with it, since nobody asked for it.
   */
  static <T> T sound(Supplier<T> made) {
    try {
      return made.get();
    } catch (RuntimeException e) {
      throw new MultichatException(
          ErrorCode.INTERNAL,
          "What Redis holds is damaged (" + e.getMessage() + "); restore it from a backup.",
          e);
    }
  }
}
