package dev.multichat.gateway;

import dev.multichat.core.Entry;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What readers are shown of an entry, made once for all that are shown it at about the same time.
 * It keeps a few short texts, 8 MiB at most. Safe for any thread.
 */
final class Rendered {
  private static final int KEPT = 64;
  private static final int LONGEST = 64 * 1024;

  private record Known(Entry entry, String text) {}

  private final Function<Entry, String> form;
  private final AtomicReferenceArray<@Nullable Known> kept = new AtomicReferenceArray<>(KEPT);

  Rendered(Function<Entry, String> form) {
    this.form = form;
  }

  String text(Entry entry) {
    int place = (int) (entry.position() % KEPT);
    Known known = kept.get(place);
    if (known != null && known.entry().equals(entry)) {
      return known.text();
    }
    String text = form.apply(entry);
    if (text.length() <= LONGEST) {
      kept.set(place, new Known(entry, text));
    }
    return text;
  }
}
