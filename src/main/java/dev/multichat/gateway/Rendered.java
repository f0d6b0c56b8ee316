package dev.multichat.gateway;

import dev.multichat.core.Streams;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What readers are shown of an item, made once for all that are shown it at about the same time. It
 * keeps a few that are short, 8 MiB at most. Safe for any thread.
 *
 * @param <T> the form in which they are shown it; never changed
 */
public final class Rendered<T> {
  private static final int KEPT = 64;
  private static final int LONGEST = 64 * 1024;

  private record Known<T>(Streams.Item item, T shown) {}

  private final Function<Streams.Item, T> form;
  private final ToIntFunction<T> length;
  private final AtomicReferenceArray<@Nullable Known<T>> kept = new AtomicReferenceArray<>(KEPT);

  /**
   * @param length of what was made, in characters or bytes
   */
  public Rendered(Function<Streams.Item, T> form, ToIntFunction<T> length) {
    this.form = form;
    this.length = length;
  }

  /** What was made of this item now or before. */
  public T of(Streams.Item item) {
    int place = (int) (item.entry().position() % KEPT);
    Known<T> known = kept.get(place);
    if (known != null && known.item().equals(item)) {
      return known.shown();
    }
    T made = form.apply(item);
    if (length.applyAsInt(made) <= LONGEST) {
      kept.set(place, new Known<>(item, made));
    }
    return made;
  }
}
