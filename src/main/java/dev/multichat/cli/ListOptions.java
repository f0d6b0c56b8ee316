package dev.multichat.cli;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that lists something takes, and how it prints. */
final class ListOptions {
  private static final String NONE_FITS = "Nothing is there that fits.";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; ${DEFAULT-VALUE} unless told otherwise.")
  private int most = Page.DEFAULT_LIMIT;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier list ended, by its 'next'.")
  private @Nullable String start;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  /** Asks the hub, as this caller, for the page of so many items at a cursor. */
  interface Listing<T> {
    Future<Page<T>> page(Coordinator hub, Caller me, PageQuery part);
  }

  /**
   * What a list is called.
   *
   * @param key its name in JSON
   * @param none what it says when it has no items at all
   * @param filtered whether only some of its items were asked for
   */
  record Named(String key, String none, boolean filtered) {}

  /** Reads as much as was asked for and prints it, by its name in JSON or as a table. */
  <T> void print(Desk desk, Named name, Listing<T> listing, Function<List<T>, Table> table) {
    if (most < 1) {
      throw MultichatException.invalid("'--limit' is " + most + "; it must be 1 or more.");
    }
    Page<T> found =
        desk.read(
            (hub, me) ->
                Paging.upTo(
                    most,
                    start,
                    (limit, cursor) -> listing.page(hub, me, new PageQuery(limit, cursor))));
    if (json) {
      desk.console().json(object(name.key(), found));
    } else if (found.items().isEmpty()) {
      desk.console().note(name.filtered() || start != null ? NONE_FITS : name.none());
    } else {
      table.apply(found.items()).print(desk.console());
      if (found.next() != null) {
        desk.console().note("There are more; --limit N shows more of them.");
      }
    }
  }

  /** What {@code --json} prints of it. */
  static Map<String, Object> object(String name, Page<?> page) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, page.items());
    if (page.next() != null) {
      object.put("next", page.next());
    }
    return object;
  }
}
