package dev.multichat.gateway;

import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Shows a page portion by portion: the next one is made when the connection took the one before, so
 * that a reader who takes nothing holds little memory, however long the page is.
 */
public final class Portions {
  /** A portion is full at such a length. */
  private static final int FULL = 16 * 1024;

  private Portions() {}

  /**
   * Completes when all was taken, and fails as soon as a portion does.
   *
   * @param form what is shown of an item
   * @param length of that
   * @param taking completes when the connection took these
   */
  public static <T> Future<Void> show(
      List<Streams.Item> page,
      Function<Streams.Item, T> form,
      ToIntFunction<T> length,
      Function<List<T>, Future<Void>> taking) {
    return rest(page.stream().map(form).iterator(), length, taking);
  }

  private static <T> Future<Void> rest(
      Iterator<T> items, ToIntFunction<T> length, Function<List<T>, Future<Void>> taking) {
    if (!items.hasNext()) {
      return Future.succeededFuture();
    }
    List<T> portion = new ArrayList<>();
    for (long taken = 0; taken < FULL && items.hasNext(); ) {
      T item = items.next();
      portion.add(item);
      taken += length.applyAsInt(item);
    }
    return taking.apply(portion).compose(taken -> rest(items, length, taking));
  }
}
