package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Page;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the cursors of a list. */
final class Paging {
  /** Asks for the page of so many items at a cursor. */
  interface Source<T> {
    Future<Page<T>> page(int limit, @Nullable String cursor);
  }

  private Paging() {}

  /** So many items from a cursor on; {@code next} when there are more. */
  static <T> Page<T> upTo(int limit, @Nullable String cursor, Source<T> source) {
    List<T> items = new ArrayList<>();
    String next = cursor;
    do {
      int missing = Math.min(limit - items.size(), Page.MOST);
      Page<T> page = Awaiting.result(source.page(missing, next));
      items.addAll(page.items());
      next = page.next();
    } while (next != null && items.size() < limit);
    return new Page<>(items, next);
  }

  /** Every item, a page at a time. */
  static <T> void all(Source<T> source, Consumer<List<T>> taker) {
    String next = null;
    do {
      Page<T> page = Awaiting.result(source.page(Page.MOST, next));
      taker.accept(page.items());
      next = page.next();
    } while (next != null);
  }
}
