package dev.multichat.client;

import dev.multichat.wire.McpTerms;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message on its way to the daemon, and what of it is not answered yet. */
final class McpFlight implements McpHttp.Taker {
  /** A server's own errors begin here (JSON-RPC 2.0, 5.1). */
  private static final int REFUSED = -32000;

  private static final JsonObject NOTHING = new JsonObject();

  private final McpMessage message;
  private final McpSession session;
  private final Consumer<String> out;
  private final Set<Object> unanswered;
  private @Nullable HttpClientRequest request;
  private boolean cancelled;
  private boolean strange;
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
    return message.method().equals(McpTerms.INITIALIZE) && !message.isStateless();
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
    Object value = McpMessage.json(text);
    if (value instanceof JsonArray batch) {
      batch.stream().filter(this::isOurs).map(String::valueOf).forEach(this::pass);
    } else if (isOurs(value)) {
      pass(text);
    }
  }

  /** Whether this is for who waits here; what is no message, or answers others, is not. */
  private boolean isOurs(@Nullable Object value) {
    boolean ours =
        McpMessage.isSpoken(value)
            || (value instanceof JsonObject answer
                && (unanswered.remove(answer.getValue("id")) || isOfNoRequest(answer)));
    strange |= !ours;
    return ours;
  }

  /** What has no id that could be read is answered without one. */
  private boolean isOfNoRequest(JsonObject answer) {
    return answer.getValue("id") == null && answer.containsKey("error") && message.isOdd();
  }

  private void pass(String text) {
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
    JsonObject told = McpMessage.json(ended.body()) instanceof JsonObject json ? json : NOTHING;
    if (told.getValue("error") instanceof JsonObject error) {
      tellAll(error);
    } else {
      String status = "The daemon refused it with the status " + ended.status() + ".";
      failed(told.getValue("detail") instanceof String detail ? detail : status);
    }
  }

  /** The answer came to its end, so what is not answered will not be. */
  void ended() {
    if (strange) {
      failed(
          McpTerms.INTERNAL, "What the daemon answered is no answer to this; tell its operator.");
    } else if (!unanswered.isEmpty()) {
      failed("The daemon ended its answer too early; call again with the same key.");
    }
  }

  /** What is not answered will not be, for this reason. */
  void failed(String why) {
    failed(REFUSED, why);
  }

  private void failed(int code, String why) {
    tellAll(new JsonObject().put("code", code).put("message", why));
  }

  /** What has no id that could be read is told without one. */
  private void tellAll(JsonObject error) {
    if (message.isOdd()) {
      tell(out, null, error);
    }
    unanswered.forEach(id -> tell(out, id, error));
    unanswered.clear();
  }

  static void tell(Consumer<String> out, @Nullable Object id, JsonObject error) {
    JsonObject answer = new JsonObject().put("jsonrpc", "2.0");
    if (id != null) {
      answer.put("id", id);
    }
    out.accept(answer.put("error", error).encode());
  }
}
