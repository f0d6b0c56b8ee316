package dev.multichat.cli;

import dev.multichat.core.Issued;
import dev.multichat.wire.CodingClient;
import dev.multichat.wire.Endpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a coding agent's program joins a hub, and how it is woken: in its own words, and with the
 * token in the environment.
 *
 * @param hub where the daemon is
 * @param hook the script
 */
record Joining(CodingClient client, URI hub, Path hook) {
  private static final int SECONDS = 5;
  private static final String HEADER = "'Authorization: Bearer ${MULTICHAT_TOKEN}'";

  /** The one line that joins it; what stands in single quotes is for the program to fill in. */
  String line() {
    String endpoint = hub + Endpoint.MCP;
    return switch (client) {
      case CLAUDE ->
          "claude mcp add --scope project --transport http multichat "
              + endpoint
              + " --header "
              + HEADER;
      case CODEX ->
          "codex mcp add multichat --url " + endpoint + " --bearer-token-env-var MULTICHAT_TOKEN";
      case GEMINI ->
          "gemini mcp add --transport http --header " + HEADER + " multichat " + endpoint;
    };
  }

  /** The file that names the hook. */
  String file() {
    return switch (client) {
      case CLAUDE -> ".claude/settings.json";
      case CODEX -> ".codex/hooks.json";
      case GEMINI -> ".gemini/settings.json";
    };
  }

  /** What is to stand in that file. */
  JsonObject hooks() {
    boolean gemini = client == CodingClient.GEMINI;
    JsonObject command =
        new JsonObject()
            .put("type", "command")
            .put("command", quoted(hook.toString()))
            .put("timeout", gemini ? SECONDS * 1000 : SECONDS);
    if (gemini) {
      command.put("name", "multichat");
    }
    JsonArray matched =
        new JsonArray().add(new JsonObject().put("hooks", new JsonArray().add(command)));
    String event = gemini ? "AfterAgent" : "Stop";
    return new JsonObject().put("hooks", new JsonObject().put(event, matched));
  }

  List<String> notes() {
    String trust = client == CodingClient.CODEX ? ", and trust it there with /hooks" : "";
    return List.of(
        "Join it:",
        "  " + Visible.line(line()),
        "Start it, with this token for TOKEN: MULTICHAT_TOKEN=TOKEN " + client,
        "Wake it: "
            + Visible.line(hook.toString())
            + " is its hook; add this to "
            + file()
            + trust
            + ":",
        "  " + Visible.line(hooks().encode()));
  }

  /** All of it, with the token. */
  Map<String, Object> json(Issued issued) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", issued.id());
    all.put("access", issued.access());
    all.put("token", issued.token());
    all.put("client", client.toString());
    all.put("configure", line());
    all.put("hook", hook.toString());
    all.put("hookFile", file());
    all.put("hookConfiguration", hooks().getMap());
    return all;
  }

  /** As one word of a shell. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9@%+=:,./_-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
