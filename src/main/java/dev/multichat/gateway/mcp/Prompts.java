package dev.multichat.gateway.mcp;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.mcp.prompts.Book;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The prompts in the protocol: listed, and made for the caller. */
final class Prompts implements Feature {
  private static final String LIST = "prompts/list";
  private static final int KEPT_MS = 300_000;

  private final Book book;

  Prompts(Book book) {
    this.book = book;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(LIST, this::list, McpTerms.GET_PROMPT, this::get);
  }

  @Override
  public JsonObject capabilities() {
    return new JsonObject().put("prompts", new JsonObject());
  }

  @Override
  public Map<String, Integer> keptMs() {
    return Map.of(LIST, KEPT_MS);
  }

  private Future<JsonObject> list(Asked asked, JsonObject params) {
    Resources.onePage(params);
    return Future.succeededFuture(new JsonObject().put("prompts", book.definitions()));
  }

  private Future<JsonObject> get(Asked asked, JsonObject params) {
    if (!(params.getValue("name") instanceof String name)) {
      throw invalid("'name' is missing or no text.");
    }
    if (!book.has(name)) {
      throw invalid(
          "There is no prompt '" + Texts.shown(name) + "'; prompts/list tells what there is.");
    }
    return book.prompt(asked.caller(), name, arguments(params, name)).recover(Prompts::misnamed);
  }

  private Map<String, String> arguments(JsonObject params, String name) {
    Object given = params.getValue("arguments");
    if (given != null && !(given instanceof JsonObject)) {
      throw invalid("'arguments' must be an object.");
    }
    Map<String, String> arguments = new HashMap<>();
    JsonObject json = given instanceof JsonObject object ? object : new JsonObject();
    for (Map.Entry<String, Object> argument : json) {
      if (!book.takes(name, argument.getKey())) {
        throw invalid(
            "The prompt '"
                + name
                + "' takes no argument '"
                + Texts.shown(argument.getKey())
                + "'; prompts/list tells which it takes.");
      }
      if (!(argument.getValue() instanceof String text)) {
        throw invalid("The argument '" + argument.getKey() + "' must be a text.");
      }
      arguments.put(argument.getKey(), text);
    }
    return arguments;
  }

  /** What an argument names is not there, or not for the caller. */
  private static Future<JsonObject> misnamed(Throwable why) {
    return Future.failedFuture(
        Resources.isHidden(why) && why instanceof MultichatException
            ? invalid(String.valueOf(why.getMessage()))
            : why);
  }

  private static RpcError invalid(String message) {
    return RpcError.of(RpcError.INVALID_PARAMS, message);
  }
}
