package dev.multichat.store;

import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link Write}: refused for itself, appended now, or known from before.
 *
 * @param entry the entry as it was appended, now or the first time; absent for marks, for
 *     positions, and for an event that changed nothing
 * @param known the message's id had been appended before with the same content
 */
public record Outcome(@Nullable Entry entry, boolean known, @Nullable MultichatException refused) {
  /** A write that left no entry of its own. */
  public static final Outcome DONE = new Outcome(null, false, null);

  public static Outcome appended(Entry entry) {
    return new Outcome(entry, false, null);
  }

  public static Outcome known(Entry entry) {
    return new Outcome(entry, true, null);
  }

  public static Outcome refused(MultichatException why) {
    return new Outcome(null, false, why);
  }
}
