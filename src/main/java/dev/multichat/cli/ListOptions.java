package dev.multichat.cli;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that lists something takes, and how it prints. */
final class ListOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; ${DEFAULT-VALUE} unless told otherwise.")
  private int limit = Page.DEFAULT_LIMIT;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier list ended, by its 'next'.")
  private @Nullable String cursor;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  int limit() {
    if (limit < 1) {
      throw MultichatException.invalid("'--limit' is " + limit + "; it must be 1 or more.");
    }
    return limit;
  }

  @Nullable String cursor() {
    return cursor;
  }

  boolean json() {
    return json;
  }

  /** The items under a name, and {@code next} when there are more. */
  void print(String name, Page<?> page, Console console) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, page.items());
    if (page.next() != null) {
      object.put("next", page.next());
    }
    console.json(object);
  }

  /** The rows, or why there are none; a note when there are more. */
  void print(Table table, Page<?> page, String nothing, Console console) {
    if (page.items().isEmpty()) {
      console.note(nothing);
      return;
    }
    table.print(console);
    if (page.next() != null) {
      console.note("There are more; --limit N shows more of them.");
    }
  }
}
