package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.store.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes all devlogs of a store again, each once and complete, in the order in which they opened.
 * What is recorded meanwhile is written as well, so that it may run beside a projection.
 */
public final class Rebuild {
  private static final int BATCH = 200;

  /** Is told how far it came, in entries. */
  public interface Progress {
    void at(long done, long total);
  }

  /**
   * What it did.
   *
   * @param devlogs files that were written
   * @param changed files of them that were missing or different before
   */
  public record Done(long devlogs, long changed) {}

  private final Context context;
  private final SessionStore store;
  private final DevlogSource source;
  private final Pages pages;
  private final Progress progress;
  private final Promise<Done> finished = Promise.promise();
  private long known;
  private long written;
  private long changed;

  private Rebuild(Vertx vertx, SessionStore store, Path folder, Progress progress) {
    this.context = vertx.getOrCreateContext();
    this.store = store;
    this.source = new DevlogSource(store);
    this.pages = new Pages(folder, Pages.MOST_FILES);
    this.progress = progress;
  }

  /** Writes them and completes with how many there were. */
  public static Future<Done> run(Vertx vertx, SessionStore store, Path folder, Progress progress) {
    Rebuild rebuild = new Rebuild(vertx, store, folder, progress);
    rebuild.context.runOnContext(v -> rebuild.begin());
    return rebuild.finished.future();
  }

  private void begin() {
    store
        .lastPosition()
        .onSuccess(
            last -> {
              known = last;
              batch(0);
            })
        .onFailure(finished::tryFail);
  }

  private void batch(long after) {
    store
        .feed(after, BATCH)
        .compose(entries -> entries.isEmpty() ? end() : write(entries))
        .onFailure(finished::tryFail);
  }

  private Future<Void> write(List<Entry> entries) {
    return sheets(entries)
        .compose(this::files)
        .onSuccess(
            v -> {
              long at = entries.get(entries.size() - 1).position();
              progress.at(at, Math.max(known, at));
              context.runOnContext(next -> batch(at));
            });
  }

  private Future<Void> end() {
    return Work.on(context, pages::writeIndex)
        .onSuccess(v -> finished.tryComplete(new Done(written, changed)));
  }

  private Future<Void> files(Collection<Sheet> sheets) {
    written += sheets.size();
    return Work.on(context, () -> changed += pages.renew(sheets));
  }

  /** The devlogs that these entries open or, recorded since it began, change. */
  private Future<Collection<Sheet>> sheets(List<Entry> entries) {
    Map<Sheet.Key, Future<Sheet>> found = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (Sheet.Key key : Sheet.Key.of(entry)) {
        if (key.isBegunBy(entry) || entry.position() > known) {
          found.computeIfAbsent(key, k -> source.sheet(k, entry));
        }
      }
    }
    return Future.all(List.copyOf(found.values()))
        .compose(all -> withReplies(all.list()))
        .map(all -> all.stream().filter(Sheet::hasFile).toList());
  }

  /** With the exchanges that the notices among them became. */
  private Future<List<Sheet>> withReplies(List<Sheet> sheets) {
    List<Future<Sheet>> replied = new ArrayList<>();
    for (Sheet sheet : sheets) {
      sheet.replied().forEach(notice -> replied.add(source.sheet(notice)));
    }
    return Future.all(replied)
        .map(
            all -> {
              List<Sheet> both = new ArrayList<>(sheets);
              both.addAll(all.list());
              return both;
            });
  }
}
