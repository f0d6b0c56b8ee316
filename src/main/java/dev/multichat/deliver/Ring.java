package dev.multichat.deliver;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries, without a gap between them, bounded by count and by their texts. An entry
 * that does not follow the one before begins it anew.
 */
final class Ring {
  private static final int CAPACITY = 8192;
  private static final long MOST_CHARS = 16L << 20;

  private final @Nullable Entry[] slots = new Entry[CAPACITY];
  private final int[] weights = new int[CAPACITY];
  private long first = 1;
  private long behind = 1;
  private long chars;

  void add(Entry entry) {
    if (entry.position() != behind) {
      clear(entry.position());
    }
    while (behind - first == CAPACITY || (chars > MOST_CHARS && first < behind)) {
      forget();
    }
    int slot = slot(behind);
    slots[slot] = entry;
    weights[slot] = weight(entry);
    chars += weights[slot];
    behind++;
  }

  private void clear(long position) {
    while (first < behind) {
      forget();
    }
    first = position;
    behind = position;
  }

  private void forget() {
    int slot = slot(first);
    slots[slot] = null;
    chars -= weights[slot];
    weights[slot] = 0;
    first++;
  }

  /** Whether nothing behind this position is missing here. */
  boolean reachesBackTo(long position) {
    return first < behind && first <= position + 1;
  }

  /** What is behind this position, in order, at most so many. */
  List<Entry> behind(long position, int most) {
    int count = (int) Math.min(most, behind - position - 1);
    List<Entry> list = new ArrayList<>(Math.max(count, 0));
    for (long at = position + 1; list.size() < count; at++) {
      Entry entry = slots[slot(at)];
      if (entry != null) {
        list.add(entry);
      }
    }
    return list;
  }

  private static int slot(long position) {
    return (int) (position % CAPACITY);
  }

  private static int weight(Entry entry) {
    Message message = entry.message();
    return 512 + (message == null ? 0 : message.weight());
  }
}
