package dev.multichat.store.json;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds messages by id: a table of rows, hashed by the ids that lie in the rows themselves. */
final class Ids {
  private static final int FIRST_SIZE = 1 << 10;

  private final Entries entries;
  private int[] slots = new int[FIRST_SIZE];
  private int used;

  Ids(Entries entries) {
    this.entries = entries;
  }

  /** The id as a UUID, or nothing for what is none. */
  static @Nullable UUID uuid(@Nullable String id) {
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The row of a message, deleted ones too; 0 when the id was never used. */
  int find(@Nullable String id) {
    UUID uuid = uuid(id);
    return uuid == null ? 0 : find(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** The row of a message that is there; 0 when there is none. */
  int live(@Nullable String id) {
    int row = find(id);
    return row != 0 && entries.isMessage(row) ? row : 0;
  }

  private int find(long high, long low) {
    for (int slot = slot(high, low); slots[slot] != 0; slot = next(slot)) {
      int row = slots[slot];
      if (entries.high(row) == high && entries.low(row) == low) {
        return row;
      }
    }
    return 0;
  }

  /** Takes the id that the row has. */
  void add(int row) {
    if (used * 3L > slots.length * 2L) {
      grow();
    }
    put(row);
    used++;
  }

  private void grow() {
    int[] before = slots;
    slots = new int[before.length * 2];
    for (int row : before) {
      if (row != 0) {
        put(row);
      }
    }
  }

  private void put(int row) {
    int slot = slot(entries.high(row), entries.low(row));
    while (slots[slot] != 0) {
      slot = next(slot);
    }
    slots[slot] = row;
  }

  private int slot(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  long bytes() {
    return 4L * slots.length;
  }
}
