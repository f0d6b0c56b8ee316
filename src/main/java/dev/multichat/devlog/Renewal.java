package dev.multichat.devlog;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Writes devlogs once more as the store tells them, until it finds nothing else there: after their
 * writer may have put an older text over that of its successor. Who writes last has then read last.
 */
final class Renewal {
  private final Context context;
  private final DevlogSource source;
  private final Pages pages;

  Renewal(Context context, DevlogSource source, Path folder) {
    this.context = context;
    this.source = source;
    this.pages = new Pages(folder, Pages.MOST_FILES);
  }

  /** With the indexes of their days. */
  Future<Void> of(Collection<Sheet> sheets) {
    List<Future<Sheet>> fresh =
        sheets.stream().map(old -> source.sheet(old.key(), old.entries().get(0))).toList();
    return Future.all(fresh)
        .compose(
            all -> {
              List<Sheet> now = all.<Sheet>list().stream().filter(Sheet::hasFile).toList();
              return context.executeBlocking(() -> pages.renew(now));
            })
        .compose(changed -> changed == 0 ? Work.on(context, pages::writeIndex) : of(sheets));
  }
}
