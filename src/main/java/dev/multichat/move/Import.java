package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Session;
import dev.multichat.store.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes an export file over into a store. Whatever contradicts the store is found before anything
 * is written; when it is cut, the same import goes on where it stopped; afterwards the store has a
 * new epoch.
 */
public final class Import {
  private static final int TOGETHER = 250;
  private static final int NAMED = 16;

  private final SessionStore store;
  private final ExportFile file;
  private final Verified verified;

  /**
   * @param verified what the file said when it was verified
   */
  public Import(SessionStore store, ExportFile file, Verified verified) {
    this.store = store;
    this.file = file;
    this.verified = verified;
  }

  /** Does it, or the rest of it. */
  public Moved run() {
    Manifest manifest = verified.manifest();
    Resume resume = Resume.of(store, "import:" + manifest.sha256().substring(0, NAMED));
    if (resume.endedAt(manifest.lines())) {
      return Moved.BEFORE;
    }
    Existing existing = Existing.of(store, resume.start());
    if (!resume.intoEmpty() || resume.done() > 0) {
      Check check = new Check(store, existing, resume.done());
      file.each(0, check);
      check.end();
    }
    resume.begin();
    Sink sink = new Sink(store, resume, existing);
    file.each(resume.done(), sink);
    sink.end();
    count();
    Waiting.on(store.newEpoch());
    resume.end(manifest.lines());
    return sink.moved();
  }

  /** Every session must have as many messages in the store as in the file, unless it is deleted. */
  private void count() {
    List<Map.Entry<String, Long>> all = List.copyOf(verified.messages().entrySet());
    for (int i = 0; i < all.size(); i += TOGETHER) {
      List<Map.Entry<String, Long>> some = all.subList(i, Math.min(i + TOGETHER, all.size()));
      List<Optional<Session>> found =
          Waiting.onAll(some.stream().map(told -> store.session(told.getKey())).toList());
      for (int j = 0; j < some.size(); j++) {
        compare(some.get(j), found.get(j));
      }
    }
  }

  private void compare(Map.Entry<String, Long> told, Optional<Session> found) {
    long here = found.map(Session::lastSeq).orElse(0L);
    boolean deleted = verified.deleted().contains(told.getKey()) && found.isEmpty();
    if (here != told.getValue() && !deleted) {
      throw new MultichatException(
          ErrorCode.INTERNAL,
          "The session '"
              + told.getKey()
              + "' has "
              + here
              + " messages in the store, but "
              + told.getValue()
              + " in "
              + file.name()
              + "; run 'multichat doctor' on the store.");
    }
  }
}
