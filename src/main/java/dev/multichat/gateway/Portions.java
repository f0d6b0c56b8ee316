package dev.multichat.gateway;

import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Shows a page portion by portion: the next one is made when the connection took the one before, so
 * that a reader who takes nothing holds little memory, however long the page is.
 */
public final class Portions {
  /** A portion is full at so many characters. */
  private static final int FULL = 64 * 1024;

  private Portions() {}

  /**
   * Completes when all was taken, and fails as soon as a portion does.
   *
   * @param form the text of an item
   * @param taking completes when the connection took these texts
   */
  public static Future<Void> show(
      List<Streams.Item> page,
      Function<Streams.Item, String> form,
      Function<List<String>, Future<Void>> taking) {
    return rest(page.iterator(), form, taking);
  }

  private static Future<Void> rest(
      Iterator<Streams.Item> items,
      Function<Streams.Item, String> form,
      Function<List<String>, Future<Void>> taking) {
    if (!items.hasNext()) {
      return Future.succeededFuture();
    }
    List<String> portion = new ArrayList<>();
    for (long chars = 0; chars < FULL && items.hasNext(); ) {
      String text = form.apply(items.next());
      portion.add(text);
      chars += text.length();
    }
    return taking.apply(portion).compose(taken -> rest(items, form, taking));
  }
}
