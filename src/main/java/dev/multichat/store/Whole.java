package dev.multichat.store;

import dev.multichat.core.Entry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads a list of entries to its end, page by page. */
public final class Whole {
  private static final int PAGE = 500;

  private Whole() {}

  /** The entries behind a position, such as {@link SessionStore#exchange} gives them. */
  public interface Part {
    Future<List<Entry>> after(long position, int limit);
  }

  public static Future<List<Entry>> of(Part part) {
    return behind(0, part, UnaryOperator.identity());
  }

  /** What is behind a position; of each entry only what is to be kept stays in memory. */
  public static Future<List<Entry>> behind(long position, Part part, UnaryOperator<Entry> kept) {
    return goOn(position, part, kept, new ArrayList<>());
  }

  private static Future<List<Entry>> goOn(
      long position, Part part, UnaryOperator<Entry> kept, List<Entry> found) {
    return part.after(position, PAGE)
        .compose(
            entries -> {
              if (entries.isEmpty()) {
                return Future.succeededFuture(found);
              }
              entries.forEach(entry -> found.add(kept.apply(entry)));
              long last = entries.get(entries.size() - 1).position();
              return goOn(last, part, kept, found);
            });
  }
}
