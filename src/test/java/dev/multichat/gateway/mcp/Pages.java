package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.core.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists of tools, read on until there are as many as were asked for. */
final class Pages {
  /** How many items a page of a tool has at most. */
  static final int MOST = 20;

  private final ToolClient tools;

  Pages(ToolClient tools) {
    this.tools = tools;
  }

  /**
   * One list.
   *
   * @param name of the items in what the tool tells
   * @param takesLimit whether the tool takes how many are wanted
   * @param item makes what was told of one of them a record
   */
  record Wanted<T>(
      Caller caller,
      String tool,
      String name,
      boolean takesLimit,
      Function<JsonObject, Future<T>> item) {}

  /**
   * At most so many items.
   *
   * @param beside asked when the tool's page has more than that, for then there is no cursor behind
   */
  <T> Future<Page<T>> of(
      Wanted<T> wanted, JsonObject arguments, int limit, Supplier<Future<Page<T>>> beside) {
    return gathered(wanted, arguments, limit, new JsonArray())
        .compose(
            all ->
                all.getJsonArray("all").size() > limit
                    ? beside.get()
                    : whole(wanted, all.getJsonArray("all"), all.getString("next")));
  }

  private Future<JsonObject> gathered(
      Wanted<?> wanted, JsonObject arguments, int limit, JsonArray before) {
    if (wanted.takesLimit()) {
      arguments.put("limit", Math.min(MOST, limit - before.size()));
    }
    return tools
        .call(wanted.caller(), wanted.tool(), arguments, null)
        .compose(
            told -> {
              JsonArray all = before.addAll(told.getJsonArray(wanted.name()));
              String next = told.getString("next");
              if (next == null || all.size() >= limit) {
                return Future.succeededFuture(new JsonObject().put("all", all).put("next", next));
              }
              JsonObject behind = arguments.copy().put("cursor", next);
              behind.remove("after_seq");
              return gathered(wanted, behind, limit, all);
            });
  }

  private static <T> Future<Page<T>> whole(Wanted<T> wanted, JsonArray all, @Nullable String next) {
    List<Future<T>> items = new ArrayList<>();
    all.forEach(one -> items.add(wanted.item().apply((JsonObject) one)));
    return Future.all(items).map(done -> new Page<>(done.list(), next));
  }
}
