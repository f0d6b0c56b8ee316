package dev.multichat.store.sql;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong in any database. */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  public static MultichatException closed() {
    return new MultichatException(ErrorCode.UNAVAILABLE, "The store is closed.");
  }

  /** What nobody foresaw: logged under an id, which is all that is told of it. */
  public static MultichatException incident(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {} in the store", incident, failure);
    return new MultichatException(
        ErrorCode.INTERNAL,
        "The store failed; its log tells why under incident " + incident + ".",
        failure);
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
}
