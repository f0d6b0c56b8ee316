package dev.multichat.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A request on a WebSocket, and the texts of what comes back; docs/contract.md describes them.
 *
 * @param id by which the caller knows the answer
 * @param operation as in docs/contract.md, or a stream's id, or {@link #END}
 * @param as as which agent an operator calls; absent: as the connection
 * @param body the JSON text, not looked into yet
 */
public record Frame(long id, String operation, @Nullable String as, String body) {
  /** Ends a stream. */
  public static final String END = "end";

  /** An answer without one of these is a problem. */
  public static final String BODY = "body";

  public static final String ID = "id";
  public static final String EVENT = "event";
  public static final String CURSOR = "cursor";
  public static final String DATA = "data";
  public static final String PROBLEM = "problem";
  private static final String OPERATION = "op";
  private static final String AS = "as";
  private static final long HIGHEST_ID = (1L << 53) - 1;

  /** The request in this text; INVALID says what is wrong with it. */
  public static Frame decode(String text) {
    try (JsonParser parser = Wire.parser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw MultichatException.invalid("A frame must be a JSON object.");
      }
      Parts parts = new Parts();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        parts.take(parser, text);
      }
      if (parser.nextToken() != null) {
        throw MultichatException.invalid(
            "A frame must be one JSON object, with nothing behind it.");
      }
      return parts.frame();
    } catch (JsonProcessingException e) {
      throw Refusal.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id in a text that is no request, as far as it can be read, so that its sender knows. */
  public static @Nullable Long idOf(String text) {
    try (JsonParser parser = Wire.parser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(ID)) {
          return Parts.number(parser, value);
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException | MultichatException e) {
      return null;
    }
  }

  /** The text of a request. */
  public static String request(long id, String operation, String as, JsonObject body) {
    return request(id, operation, as, body.encode());
  }

  /**
   * The same around a body that is a JSON object's text.
   *
   * @param as an id, which needs no escaping
   */
  public static String request(long id, String operation, String as, String body) {
    return "{\"id\":"
        + id
        + ",\"op\":\""
        + operation
        + "\",\"as\":\""
        + as
        + "\",\"body\":"
        + body
        + "}";
  }

  /** The text of the answer to a request. */
  public static String answer(long id, Object value) {
    return "{\"id\":" + id + ",\"body\":" + text(value) + "}";
  }

  /**
   * The text of an event of a stream.
   *
   * @param data as JSON text
   */
  public static String event(long id, String event, String cursor, String data) {
    return "{\"id\":"
        + id
        + ",\"event\":\""
        + event
        + "\",\"cursor\":\""
        + cursor
        + "\",\"data\":"
        + data
        + "}";
  }

  /**
   * The text of a refusal, or of why a stream ends.
   *
   * @param id absent when what came was no request
   */
  public static String problem(@Nullable Long id, JsonObject problem) {
    JsonObject frame = id == null ? new JsonObject() : new JsonObject().put(ID, id);
    return frame.put(PROBLEM, problem).encode();
  }

  private static String text(Object value) {
    return value instanceof JsonObject json ? json.encode() : Wire.text(value);
  }

  /** What a request is made of, as it is read. */
  private static final class Parts {
    private @Nullable Long id;
    private @Nullable String operation;
    private @Nullable String as;
    private String body = "{}";

    void take(JsonParser parser, String text) throws IOException {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case ID -> id = number(parser, value);
        case OPERATION -> operation = text(parser, value, name);
        case AS -> as = value == JsonToken.VALUE_NULL ? null : text(parser, value, name);
        case BODY -> body = object(parser, value, text);
        default ->
            throw MultichatException.invalid(
                "The field '"
                    + Texts.shown(name)
                    + "' of a frame is unknown; known are id, op, as, body.");
      }
    }

    private static long number(JsonParser parser, JsonToken value) throws IOException {
      boolean whole = value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 17;
      if (!whole || parser.getLongValue() < 0 || parser.getLongValue() > HIGHEST_ID) {
        throw MultichatException.invalid(
            "'id' of a frame must be a whole number from 0 to " + HIGHEST_ID + ".");
      }
      return parser.getLongValue();
    }

    private static String text(JsonParser parser, JsonToken value, String name) throws IOException {
      if (value != JsonToken.VALUE_STRING) {
        throw MultichatException.invalid("'" + name + "' of a frame must be a text.");
      }
      return parser.getText();
    }

    /** As it stands in the text, so that it is read once, as what it is. */
    private static String object(JsonParser parser, JsonToken value, String text)
        throws IOException {
      if (value != JsonToken.START_OBJECT) {
        throw MultichatException.invalid("'body' of a frame must be a JSON object.");
      }
      int begin = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      return text.substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    Frame frame() {
      if (id == null || operation == null) {
        throw MultichatException.invalid(
            "A frame needs 'id' and 'op', such as {\"id\":1,\"op\":\"inbox\",\"body\":{}}.");
      }
      return new Frame(id, operation, as, body);
    }
  }
}
