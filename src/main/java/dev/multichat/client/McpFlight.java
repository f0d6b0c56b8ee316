package dev.multichat.client;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message on its way to the daemon, and what of it is not answered yet. */
final class McpFlight implements McpHttp.Taker {
  /** A server's own errors begin here (JSON-RPC 2.0, 5.1). */
  private static final int REFUSED = -32000;

  private final McpMessage message;
  private final McpSession session;
  private final Consumer<String> out;
  private final Set<Object> unanswered;
  private @Nullable HttpClientRequest request;
  private boolean cancelled;
  private String sessionId = "";

  McpFlight(McpMessage message, McpSession session, Consumer<String> out) {
    this.message = message;
    this.session = session;
    this.out = out;
    this.unanswered = new LinkedHashSet<>(message.ids());
  }

  McpMessage message() {
    return message;
  }

  /** The session in which it was sent the last time. */
  String sessionId() {
    return sessionId;
  }

  boolean begins() {
    return message.method().equals(McpSession.INITIALIZE) && !message.isStateless();
  }

  /** It is tried with the session that there is now. */
  void taking(String id) {
    sessionId = id;
    request = null;
  }

  boolean isSent() {
    return request != null;
  }

  @Override
  public void sending(HttpClientRequest sending) {
    request = sending;
    if (cancelled) {
      sending.reset();
    }
  }

  @Override
  public void head(HttpClientResponse response) {
    if (begins()) {
      session.head(response);
    }
  }

  @Override
  public void message(String text) {
    if (begins()) {
      session.heard(text);
    }
    Object id = McpMessage.answered(text);
    if (id != null) {
      unanswered.remove(id);
    }
    if (!cancelled) {
      out.accept(text);
    }
  }

  /** Nobody wants the answer any more; closing the request says so to the daemon. */
  void cancel() {
    cancelled = true;
    unanswered.clear();
    if (request != null) {
      request.reset();
    }
  }

  /** It was answered with a status that is no success. */
  void refused(McpHttp.Ended ended) {
    JsonObject told = json(ended.body());
    if (told.getValue("error") instanceof JsonObject error) {
      unanswered.forEach(id -> tell(out, id, error));
    } else {
      String status = "The daemon refused it with the status " + ended.status() + ".";
      failed(told.getString("detail", status));
    }
    unanswered.clear();
  }

  /** What is not answered will not be, for this reason. */
  void failed(String why) {
    JsonObject error = new JsonObject().put("code", REFUSED).put("message", why);
    unanswered.forEach(id -> tell(out, id, error));
    unanswered.clear();
  }

  private static JsonObject json(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  static void tell(Consumer<String> out, @Nullable Object id, JsonObject error) {
    JsonObject answer = new JsonObject().put("jsonrpc", "2.0");
    if (id != null) {
      answer.put("id", id);
    }
    out.accept(answer.put("error", error).encode());
  }
}
