package dev.multichat.gateway.bridge;

import dev.multichat.core.MultichatException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** How the bridge's frames stand in a WebSocket's messages. */
enum Framing {
  /** Each message is a frame. */
  RAW {
    @Override
    List<String> taken(String message) {
      return List.of(message);
    }

    @Override
    String given(String frame) {
      return frame;
    }
  },

  /** The WebSocket transport of the SockJS protocol 0.3.3: a message is an array of frames. */
  SOCKJS {
    @Override
    List<String> taken(String message) {
      if (message.isEmpty()) {
        return List.of();
      }
      Object value = decoded(message);
      JsonArray items = value instanceof JsonArray array ? array : new JsonArray().add(value);
      if (items.size() > MOST) {
        throw MultichatException.invalid("A message of SockJS has " + MOST + " frames at most.");
      }
      List<String> frames = new ArrayList<>();
      for (Object item : items) {
        if (!(item instanceof String frame)) {
          throw malformed();
        }
        frames.add(frame);
      }
      return frames;
    }

    @Override
    String given(String frame) {
      return "a[" + Json.encode(frame) + "]";
    }
  };

  /** Frames in a message; the standard client sends one. */
  static final int MOST = 1024;

  /** What a connection of SockJS begins with. */
  static final String OPEN = "o";

  /** The frames of a message; INVALID when there are none to be made out. */
  abstract List<String> taken(String message);

  /** The message for one frame. */
  abstract String given(String frame);

  /** What a connection of SockJS ends with. */
  static String close(int code, String reason) {
    return "c" + new JsonArray().add(code).add(reason).encode();
  }

  private static Object decoded(String message) {
    try {
      return Json.decodeValue(message);
    } catch (DecodeException e) {
      throw malformed();
    }
  }

  private static MultichatException malformed() {
    return MultichatException.invalid(
        "A message of SockJS is a JSON array of texts, each of which is a frame.");
  }
}
