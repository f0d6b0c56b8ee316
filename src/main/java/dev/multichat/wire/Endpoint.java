package dev.multichat.wire;

import dev.multichat.core.MultichatException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where HTTP has an operation. The fields of an operation's body are the parameters of its path,
 * then the query of a GET or DELETE, else the JSON body.
 *
 * @param id of the operation in openapi.yaml
 * @param operation as in docs/contract.md, or one of {@link #OF_HTTP}
 * @param path behind {@link #BASE}, with parameters such as {@code {id}}
 */
public record Endpoint(String id, String operation, String method, String path) {
  /** What all paths begin with. */
  public static final String BASE = "/v1";

  /** Where a WebSocket is opened. */
  public static final String SOCKET = BASE + "/ws";

  /** Where the Model Context Protocol is spoken. */
  public static final String MCP = "/mcp";

  /** The header that says as which agent an operator calls, or that repeats who calls. */
  public static final String AS = "Multichat-Agent";

  /** Operations that only HTTP has: callers inside the JVM need no tokens and no hooks. */
  public static final List<String> OF_HTTP =
      List.of("enrol", "rotate", "holders", "status", "pending");

  /** All of them, the busiest first. */
  public static final List<Endpoint> ALL =
      List.of(
          of("send", "POST", "/messages"),
          of("inbox", "GET", "/inbox"),
          of("pending", "GET", "/inbox/pending"),
          of("acknowledge", "POST", "/inbox/ack"),
          of("ask", "POST", "/ask"),
          of("message", "GET", "/messages/{id}"),
          of("receipts", "GET", "/messages/{id}/receipts"),
          of("open", "POST", "/sessions"),
          of("sessions", "GET", "/sessions"),
          of("session", "GET", "/sessions/{session}"),
          of("history", "GET", "/sessions/{session}/messages"),
          of("join", "POST", "/sessions/{session}/join"),
          of("leave", "POST", "/sessions/{session}/leave"),
          of("close", "POST", "/sessions/{session}/close"),
          of("release", "POST", "/sessions/{session}/release"),
          of("agents", "GET", "/agents"),
          of("enrol", "POST", "/agents"),
          of("agent", "GET", "/agents/{id}"),
          of("register", "PUT", "/agents/{id}"),
          of("revoke", "DELETE", "/agents/{id}"),
          of("rotate", "POST", "/agents/{id}/token"),
          of("presence", "GET", "/presence"),
          new Endpoint("presenceOf", "presence", "GET", "/agents/{agent}/presence"),
          of("holders", "GET", "/tokens"),
          of("agenda", "GET", "/agenda"),
          of("devlogs", "GET", "/devlogs"),
          of("devlog", "GET", "/devlogs/{id}"),
          of("dead", "GET", "/dead"),
          of("requeue", "POST", "/dead/{id}/requeue"),
          of("status", "GET", "/status"));

  /** What is followed rather than asked for: Server-Sent Events, which only HTTP has. */
  public static final List<Endpoint> STREAMS =
      List.of(
          of("inboxStream", "GET", "/inbox/stream"),
          of("sessionStream", "GET", "/sessions/{session}/stream"));

  private static Endpoint of(String operation, String method, String path) {
    return new Endpoint(operation, operation, method, path);
  }

  /** The first place of an operation. */
  public static Endpoint of(String operation) {
    return ALL.stream()
        .filter(endpoint -> endpoint.operation.equals(operation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation));
  }

  /** The place of a stream. */
  public static Endpoint stream(String id) {
    return STREAMS.stream()
        .filter(endpoint -> endpoint.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id));
  }

  /** The names of the path's parameters. */
  public List<String> parameters() {
    return Stream.of(path.split("/"))
        .filter(part -> part.startsWith("{"))
        .map(part -> part.substring(1, part.length() - 1))
        .toList();
  }

  /** Whether what is no parameter of the path stands in the query. */
  public boolean reads() {
    return method.equals("GET") || method.equals("DELETE");
  }

  /** The path, and for a GET or DELETE the query, of a call with these fields. */
  public String target(JsonObject fields) {
    StringBuilder target = new StringBuilder(BASE).append(filled(fields));
    if (reads()) {
      char before = '?';
      for (String name : fields.fieldNames()) {
        if (!parameters().contains(name) && fields.getValue(name) != null) {
          target.append(before).append(name).append('=');
          target.append(encoded(String.valueOf(fields.getValue(name))));
          before = '&';
        }
      }
    }
    return target.toString();
  }

  private String filled(JsonObject fields) {
    String filled = path;
    for (String name : parameters()) {
      filled = filled.replace("{" + name + "}", segment(name, fields.getValue(name)));
    }
    return filled;
  }

  /** Dots alone would be taken for a step to another folder. */
  private static String segment(String name, @Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw MultichatException.invalid("'" + name + "' is '" + text + "', which is no id.");
    }
    return encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The JSON body of a call with these fields: what the path does not say. */
  public JsonObject body(JsonObject fields) {
    JsonObject body = fields.copy();
    parameters().forEach(body::remove);
    return body;
  }
}
