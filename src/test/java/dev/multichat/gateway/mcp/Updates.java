package dev.multichat.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a stream told of resources. */
final class Updates {
  static final String UPDATED = "notifications/resources/updated";

  private Updates() {}

  /** The resources that changed, in the order in which that was told. */
  static List<String> of(Streamed stream) {
    return stream.messages().stream()
        .filter(message -> UPDATED.equals(message.getString("method")))
        .map(message -> message.getJsonObject("params").getString("uri"))
        .toList();
  }

  /** How often it was told that this one changed. */
  static long of(Streamed stream, String uri) {
    return of(stream).stream().filter(uri::equals).count();
  }

  /** The last message that came. */
  static JsonObject last(Streamed stream) {
    List<JsonObject> all = stream.messages();
    return all.get(all.size() - 1);
  }
}
