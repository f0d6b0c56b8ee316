package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.core.Handover.Handed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All tools, as {@code mcp/tools.json} describes them. */
public final class Toolbox {
  private static final String FILE = "/mcp/tools.json";

  private final JsonArray definitions = read();
  private final Map<String, JsonObject> inputs = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new HashMap<>();

  public Toolbox(Coordinator hub, Handover handover) {
    tools.putAll(new Directory(hub).tools());
    tools.putAll(new Messaging(hub, handover).tools());
    tools.putAll(new Conversations(hub, handover).tools());
    tools.putAll(new Devlogs(hub).tools());
    for (int i = 0; i < definitions.size(); i++) {
      JsonObject definition = definitions.getJsonObject(i);
      inputs.put(definition.getString("name"), definition.getJsonObject("inputSchema"));
    }
    if (!inputs.keySet().equals(tools.keySet())) {
      throw new IllegalStateException(FILE + " describes " + inputs.keySet());
    }
  }

  private static JsonArray read() {
    try (InputStream file = Toolbox.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(file, FILE + " belongs to the jar").readAllBytes();
      return new JsonArray(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each is called, does, takes and tells, as the protocol lists tools; not to be changed. */
  public JsonArray definitions() {
    return definitions;
  }

  public boolean has(String name) {
    return tools.containsKey(name);
  }

  /** Calls one that is there; what fails is a refusal. */
  public Future<Handed<Told>> call(
      String name,
      JsonObject given,
      Caller caller,
      @Nullable String trace,
      Turn.Progress progress) {
    try {
      Arguments arguments = Arguments.checked(Objects.requireNonNull(inputs.get(name)), given);
      return Objects.requireNonNull(tools.get(name))
          .call(new Turn(caller, arguments, trace, progress));
    } catch (RuntimeException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
