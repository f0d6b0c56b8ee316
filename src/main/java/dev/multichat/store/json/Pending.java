package dev.multichat.store.json;

import java.util.stream.IntStream;

/** The deliveries of one agent that have a flag, in order of position. */
final class Pending {
  private static final int LET_LIE = 64;

  private final Deliveries deliveries;
  private final int flag;
  private final Ints rows = new Ints();
  private int stale;

  Pending(Deliveries deliveries, int flag) {
    this.deliveries = deliveries;
    this.flag = flag;
  }

  /** Sets the flag. */
  void add(int row) {
    if (deliveries.has(row, flag)) {
      return;
    }
    deliveries.flag(row, flag, true);
    take(row);
  }

  /** Takes a row whose flag is set already. */
  void take(int row) {
    int index = behind(row - 1, false);
    if (index < rows.size() && rows.get(index) == row) {
      stale--;
    } else {
      rows.insert(index, row);
    }
  }

  /** Takes the flag away; the row is let lie until there are many such. */
  void remove(int row) {
    if (!deliveries.has(row, flag)) {
      return;
    }
    deliveries.flag(row, flag, false);
    stale++;
    if (stale > LET_LIE && stale > rows.size() / 2) {
      rows.replace(all().toArray());
      stale = 0;
    }
  }

  private IntStream all() {
    return rows.stream().filter(row -> deliveries.has(row, flag));
  }

  /** Those of messages with a greater position. */
  IntStream after(long position) {
    return IntStream.range(behind(position, true), rows.size())
        .map(rows::get)
        .filter(row -> deliveries.has(row, flag));
  }

  /** The index of the first one whose row, or whose position, is greater. */
  private int behind(long value, boolean byPosition) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int row = rows.get(middle);
      if ((byPosition ? deliveries.position(row) : row) > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  long bytes() {
    return rows.bytes();
  }
}
