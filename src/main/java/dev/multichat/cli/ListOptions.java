package dev.multichat.cli;

import dev.multichat.core.Coordinator;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that lists something takes, and how it prints. */
final class ListOptions {
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

  /** Asks the hub for the page of so many items at a cursor. */
  interface Listing<T> {
    Future<Page<T>> page(Coordinator hub, int limit, @Nullable String cursor);
  }

  /** Reads as much as was asked for and prints it, by a name in JSON or as a table. */
  <T> void print(Desk desk, String name, Listing<T> listing, Function<List<T>, Table> table) {
    if (most < 1) {
      throw MultichatException.invalid("'--limit' is " + most + "; it must be 1 or more.");
    }
    Page<T> found =
        desk.read(
            hub -> Paging.upTo(most, start, (limit, cursor) -> listing.page(hub, limit, cursor)));
    if (json) {
      desk.console().json(object(name, found));
    } else if (found.items().isEmpty()) {
      desk.console().note("Nothing is there that fits.");
    } else {
      table.apply(found.items()).print(desk.console());
      if (found.next() != null) {
        desk.console().note("There are more; --limit N shows more of them.");
      }
    }
  }

  private static Map<String, Object> object(String name, Page<?> page) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, page.items());
    if (page.next() != null) {
      object.put("next", page.next());
    }
    return object;
  }
}
