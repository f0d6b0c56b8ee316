package dev.multichat.gateway.http;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer as it came over the socket. */
record Answered(int status, Map<String, String> headers, String body) {
  static Answered of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String[] head = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      headers.put(
          head[i].substring(0, colon).toLowerCase(Locale.ROOT),
          head[i].substring(colon + 1).strip());
    }
    return new Answered(
        Integer.parseInt(head[0].split(" ", -1)[1]), headers, text.substring(end + 4));
  }

  JsonObject json() {
    return new JsonObject(body);
  }

  /** The refusal's code; the status and the code have to say the same. */
  String code() {
    return json().getString("code");
  }
}
