package dev.multichat.store.sql;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several keys in one statement, of which there are only two, so that both stay prepared. */
final class Keys {
  static final int TOGETHER = 64;
  private static final int FEW = 4;
  private static final String ROOM = "IN (?)";

  private Keys() {}

  /** The statement with room for so many keys or more. */
  static String room(String sql, int keys) {
    String places = String.join(", ", Collections.nCopies(size(keys), "?"));
    return sql.replace(ROOM, "IN (" + places + ")");
  }

  /** The keys, and nulls for the room that is left. */
  static @Nullable Object[] filled(List<?> keys) {
    return keys.toArray(new Object[size(keys.size())]);
  }

  private static int size(int keys) {
    return keys == 1 ? 1 : keys <= FEW ? FEW : TOGETHER;
  }
}
