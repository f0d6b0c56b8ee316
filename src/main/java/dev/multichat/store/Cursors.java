package dev.multichat.store;

import dev.multichat.core.MultichatException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opaque cursors: which list, of which epoch, and the last item's place in it. */
public record Cursors(String epoch) {
  private static final int HEAD = 2;

  /** The cursor behind an item of a list. */
  public String behind(String list, Object... place) {
    JsonArray cursor = new JsonArray().add(list).add(epoch);
    Arrays.asList(place).forEach(cursor::add);
    byte[] bytes = cursor.encode().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The place that a cursor holds, or the place from which a list begins. */
  public Object[] place(String list, @Nullable String cursor, Object... beginning) {
    return cursor == null ? beginning : read(list, cursor, beginning);
  }

  private Object[] read(String list, String cursor, Object[] like) {
    List<?> parts = parts(cursor);
    if (parts.size() != HEAD + like.length || !list.equals(parts.get(0))) {
      throw garbage();
    }
    if (!epoch.equals(parts.get(1))) {
      throw MultichatException.conflict(
          "The cursor is of another epoch of the store, which was restored or migrated since;"
              + " start again without a cursor.");
    }
    Object[] place = parts.subList(HEAD, parts.size()).toArray();
    for (int i = 0; i < place.length; i++) {
      if (like[i] instanceof Long && place[i] instanceof Number number) {
        place[i] = number.longValue();
      } else if (!like[i].getClass().isInstance(place[i])) {
        throw garbage();
      }
    }
    return place;
  }

  private static List<?> parts(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      return new JsonArray(new String(bytes, StandardCharsets.UTF_8)).getList();
    } catch (IllegalArgumentException | DecodeException e) {
      throw garbage();
    }
  }

  private static MultichatException garbage() {
    return MultichatException.invalid(
        "This is no cursor of this list; give one as it came in 'next', or none.");
  }
}
