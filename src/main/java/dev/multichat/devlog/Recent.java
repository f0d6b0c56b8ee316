package dev.multichat.devlog;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sheets that were used last, bounded by number and by bytes. */
final class Recent {
  private final int most;
  private final long mostBytes;
  private final Map<Sheet.Key, Sheet> sheets = new LinkedHashMap<>(16, 0.75f, true);

  Recent(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  @Nullable Sheet get(Sheet.Key key) {
    return sheets.get(key);
  }

  void put(Sheet sheet) {
    sheets.put(sheet.key(), sheet);
  }

  void forgetAll() {
    sheets.clear();
  }

  /** Forgets what was not used for longest; to be called when no sheet is being changed. */
  void trim() {
    long bytes = sheets.values().stream().mapToLong(Sheet::weight).sum();
    Iterator<Sheet> eldest = sheets.values().iterator();
    while (eldest.hasNext() && (sheets.size() > most || bytes > mostBytes)) {
      bytes -= eldest.next().weight();
      eldest.remove();
    }
  }
}
