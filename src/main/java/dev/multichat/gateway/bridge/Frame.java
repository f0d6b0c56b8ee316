package dev.multichat.gateway.bridge;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Problem;
import dev.multichat.wire.Fields;
import dev.multichat.wire.Wire;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client says: the frames of the Vert.x event-bus bridge.
 *
 * @param address empty for a ping
 * @param headers as the client gave them, a token among them
 * @param replyAddress where the client waits for the answer; absent: it does not wait
 */
record Frame(
    Type type,
    String address,
    Map<String, String> headers,
    @Nullable Object body,
    @Nullable String replyAddress,
    int length) {
  enum Type {
    SEND,
    PUBLISH,
    REGISTER,
    UNREGISTER,
    PING
  }

  private static final int LONGEST_ADDRESS = 200;
  private static final int LONGEST_HEADER = 500;
  private static final String ADDRESS = "address";
  private static final String REPLY = "replyAddress";
  private static final String HEADERS = "headers";

  @Override
  public String toString() {
    return type + " " + Texts.shown(address);
  }

  /** The frame in this text, as strictly as any request; INVALID says what is wrong. */
  static Frame of(String text) {
    JsonObject json = Wire.object(text);
    Fields.only(json, "type", ADDRESS, HEADERS, "body", REPLY);
    Type type = type(Fields.text(json, "type"));
    String address = type == Type.PING ? "" : bounded(Fields.text(json, ADDRESS), ADDRESS);
    String reply = json.getValue(REPLY) == null ? null : bounded(Fields.text(json, REPLY), REPLY);
    return new Frame(type, address, headers(json), json.getValue("body"), reply, text.length());
  }

  private static Type type(String name) {
    return switch (name) {
      case "send" -> Type.SEND;
      case "publish" -> Type.PUBLISH;
      case "register" -> Type.REGISTER;
      case "unregister" -> Type.UNREGISTER;
      case "ping" -> Type.PING;
      default ->
          throw MultichatException.invalid(
              "The type '"
                  + Texts.shown(name)
                  + "' is unknown; known are send, register, unregister and ping.");
    };
  }

  private static String bounded(String text, String field) {
    if (text.isEmpty() || text.length() > LONGEST_ADDRESS) {
      throw MultichatException.invalid(
          "'" + field + "' must have 1 to " + LONGEST_ADDRESS + " characters.");
    }
    return text;
  }

  private static Map<String, String> headers(JsonObject json) {
    Object given = json.getValue(HEADERS);
    if (given == null) {
      return Map.of();
    }
    if (!(given instanceof JsonObject headers)) {
      throw MultichatException.invalid("'" + HEADERS + "' must be a JSON object of texts.");
    }
    return headers.stream().collect(Collectors.toMap(Map.Entry::getKey, Frame::header));
  }

  private static String header(Map.Entry<String, Object> header) {
    if (header.getValue() instanceof String text && text.length() <= LONGEST_HEADER) {
      return text;
    }
    throw MultichatException.invalid(
        "The header '"
            + Texts.shown(header.getKey())
            + "' must be a text of at most "
            + LONGEST_HEADER
            + " characters.");
  }

  /** A header whatever its case; INVALID when it is there twice. */
  @Nullable String header(String name) {
    String found = null;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        if (found != null) {
          throw MultichatException.invalid("The header '" + name + "' is there twice.");
        }
        found = header.getValue();
      }
    }
    return found;
  }

  /** Where a client hears of what became of this frame. */
  @Nullable String hearsAt() {
    return replyAddress != null ? replyAddress : address.isEmpty() ? null : address;
  }

  /** What a client is told: a reply, or something for a handler of its own. */
  static String received(String address, String body, @Nullable String replyAddress) {
    String reply = replyAddress == null ? "" : ",\"" + REPLY + "\":" + Json.encode(replyAddress);
    return "{\"type\":\"rec\",\"address\":"
        + Json.encode(address)
        + ",\"body\":"
        + body
        + reply
        + "}";
  }

  /**
   * What a client is told of a failure. The standard client gives code, type and message to the
   * callback, or the handler, at that address.
   *
   * @param where it failed, for the log
   */
  static String refused(@Nullable String address, Throwable failure, String where) {
    JsonObject frame = new JsonObject().put("type", "err");
    if (address != null) {
      frame.put(ADDRESS, address);
    }
    frame.put("failureType", "RECIPIENT_FAILURE");
    JsonObject problem = Problem.of(failure, where);
    frame.put("failureCode", problem.getInteger("status"));
    frame.put("message", problem.getString("detail"));
    Problem.FIELDS.forEach(problem::remove);
    if (!problem.isEmpty()) {
      frame.put("details", problem);
    }
    return frame.encode();
  }
}
