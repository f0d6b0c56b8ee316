package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the devlogs that a batch of entries changes, with everything that they are made of. Fresh
 * exchanges are followed in memory; others are read from the store. A batch that could not be read
 * may be given again. For one context.
 */
final class Projection {
  private static final int MOST_SHEETS = 2000;
  private static final long MOST_BYTES = 16L << 20;

  private final DevlogSource source;
  private final Recent recent = new Recent(MOST_SHEETS, MOST_BYTES);

  Projection(DevlogSource source) {
    this.source = source;
  }

  /** The devlogs to be written after these entries, in the order in which they changed. */
  Future<Collection<Sheet>> changedBy(List<Entry> batch) {
    recent.trim();
    Map<Sheet.Key, Sheet> dirty = new LinkedHashMap<>();
    return sheets(batch, dirty)
        .compose(
            v -> {
              batch.forEach(entry -> fold(entry, dirty));
              return links(dirty);
            })
        .<Collection<Sheet>>map(v -> dirty.values().stream().filter(Sheet::hasFile).toList())
        // What is at hand tells already what nobody was given to write; the store tells it again.
        .onFailure(failure -> recent.forgetAll());
  }

  /** Forgets what is at hand; the store tells it again. */
  void forget() {
    recent.forgetAll();
  }

  private Future<Void> sheets(List<Entry> batch, Map<Sheet.Key, Sheet> dirty) {
    List<Future<Void>> loads = new ArrayList<>();
    for (Entry entry : batch) {
      for (Sheet.Key key : Sheet.Key.of(entry)) {
        if (!dirty.containsKey(key)) {
          loads.add(sheet(key, entry, dirty));
        }
      }
    }
    return settled(loads);
  }

  /** The place in the order is taken at once, the sheet itself may come later. */
  private Future<Void> sheet(Sheet.Key key, Entry entry, Map<Sheet.Key, Sheet> dirty) {
    Sheet known = recent.get(key);
    dirty.put(key, known == null ? new Sheet(key) : known);
    if (known != null || key.isBegunBy(entry)) {
      recent.put(dirty.get(key));
      return Future.succeededFuture();
    }
    return loaded(key, entry, dirty);
  }

  private Future<Void> loaded(Sheet.Key key, Entry entry, Map<Sheet.Key, Sheet> dirty) {
    return source
        .sheet(key, entry)
        .map(
            loaded -> {
              dirty.put(key, loaded);
              recent.put(loaded);
              return null;
            });
  }

  private static void fold(Entry entry, Map<Sheet.Key, Sheet> dirty) {
    for (Sheet.Key key : Sheet.Key.of(entry)) {
      Sheet sheet = dirty.get(key);
      if (sheet != null && (key.isBegunBy(entry) || !sheet.entries().isEmpty())) {
        sheet.take(entry);
      }
    }
  }

  /** A notice's first reply also changes the file in which the notice stands. */
  private Future<Void> links(Map<Sheet.Key, Sheet> dirty) {
    List<Entry> notices = new ArrayList<>();
    for (Sheet sheet : dirty.values()) {
      Message opener = opener(sheet);
      if (opener != null && opener.isNotice() && sheet.hasFile()) {
        notices.add(sheet.entries().get(0));
      }
    }
    List<Future<Void>> loads = notices.stream().map(notice -> link(notice, dirty)).toList();
    return settled(loads);
  }

  private Future<Void> link(Entry notice, Map<Sheet.Key, Sheet> dirty) {
    Sheet.Key key = Sheet.Key.file(notice);
    Sheet known = dirty.containsKey(key) ? dirty.get(key) : recent.get(key);
    if (known == null) {
      dirty.put(key, new Sheet(key));
      return loaded(key, notice, dirty);
    }
    if (known.markReplied(Sheet.idOf(notice))) {
      dirty.put(key, known);
    }
    return Future.succeededFuture();
  }

  /** Completes when none of them is under way any more, also when one has failed. */
  private static Future<Void> settled(List<Future<Void>> loads) {
    return Future.join(loads).mapEmpty();
  }

  private static @Nullable Message opener(Sheet sheet) {
    boolean exchange = !sheet.key().notices() && !sheet.entries().isEmpty();
    return exchange ? sheet.entries().get(0).message() : null;
  }
}
