package dev.multichat.gateway.mcp.prompts;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.gateway.mcp.resources.Library;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * All prompts, as {@code mcp/prompts.json} has them. The first message of each is instructions, in
 * which stands nothing that an agent wrote; what agents wrote comes in a message of its own.
 */
public final class Book {
  private static final String FILE = "/mcp/prompts.json";
  private static final String TEXT = "text";
  private static final String ARGUMENTS = "arguments";
  private static final String SESSION = "session";

  private final Coordinator hub;
  private final Library library;
  private final Map<String, JsonObject> prompts = new LinkedHashMap<>();

  public Book(Coordinator hub, Library library) {
    this.hub = hub;
    this.library = library;
    JsonArray all = read();
    for (int i = 0; i < all.size(); i++) {
      prompts.put(all.getJsonObject(i).getString("name"), all.getJsonObject(i));
    }
  }

  private static JsonArray read() {
    try (InputStream file = Book.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(file, FILE + " belongs to the jar").readAllBytes();
      return new JsonArray(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each is called, is for and takes, as the protocol lists prompts. */
  public JsonArray definitions() {
    JsonArray listed = new JsonArray();
    for (JsonObject prompt : prompts.values()) {
      JsonObject definition = prompt.copy();
      definition.remove(TEXT);
      listed.add(definition);
    }
    return listed;
  }

  public boolean has(String name) {
    return prompts.containsKey(name);
  }

  /** Whether a prompt that is there takes such an argument. */
  public boolean takes(String name, String argument) {
    return prompt(name).getJsonArray(ARGUMENTS, new JsonArray()).stream()
        .anyMatch(known -> ((JsonObject) known).getString("name").equals(argument));
  }

  private JsonObject prompt(String name) {
    return Objects.requireNonNull(prompts.get(name));
  }

  /**
   * A prompt for this caller, as the protocol has it; NOT_FOUND, FORBIDDEN and INVALID are about
   * what an argument names.
   */
  public Future<JsonObject> prompt(Caller caller, String name, Map<String, String> arguments) {
    return beside(caller, name, arguments)
        .map(
            data -> {
              JsonArray messages = new JsonArray().add(message(instructions(caller, name)));
              if (!data.isEmpty()) {
                messages.add(message(data));
              }
              return new JsonObject()
                  .put("description", prompt(name).getString("description"))
                  .put("messages", messages);
            });
  }

  private String instructions(Caller caller, String name) {
    return String.join("\n", prompt(name).getJsonArray(TEXT).stream().map(String::valueOf).toList())
        .replace("{agent}", caller.agent());
  }

  private Future<String> beside(Caller caller, String name, Map<String, String> arguments) {
    String session = arguments.get(SESSION);
    if (session != null) {
      return library.session(caller, session);
    }
    return switch (name) {
      case "join" -> Standing.of(hub, caller);
      case "catch_up" ->
          Standing.of(hub, caller)
              .compose(standing -> library.inbox(caller).map(inbox -> standing + "\n" + inbox));
      default -> Future.succeededFuture("");
    };
  }

  private static JsonObject message(String text) {
    return new JsonObject()
        .put("role", "user")
        .put("content", new JsonObject().put("type", "text").put("text", text));
  }
}
