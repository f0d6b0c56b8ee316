package dev.multichat.wire;

import dev.multichat.core.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Lists in bodies: the items under a name, and the cursor of the page that follows. */
public final class Json {
  private Json() {}

  /** The page as the body of an answer. */
  public static JsonObject of(String name, Page<?> page) {
    JsonObject json = new JsonObject().put(name, array(page.items()));
    return page.next() == null ? json : json.put("next", page.next());
  }

  /** The list as the body of an answer that has all of it. */
  public static JsonObject of(String name, List<?> items) {
    return new JsonObject().put(name, array(items));
  }

  /** The page in an answer. */
  public static <T> Page<T> page(JsonObject json, String name, Class<T> type) {
    List<T> items = new ArrayList<>();
    if (!(json.getValue(name) instanceof JsonArray array)) {
      throw Wire.noAnswer(null);
    }
    for (Object item : array) {
      items.add(Wire.answer((JsonObject) item, type));
    }
    return new Page<>(items, json.getString("next"));
  }

  private static JsonArray array(List<?> items) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(Wire.json(item)));
    return array;
  }
}
