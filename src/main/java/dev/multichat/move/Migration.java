package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Moves what one store has into another, without a file between them, and reads both back at the
 * end. Contradictions are found before anything is written; when it is cut, the same migration goes
 * on where it stopped; afterwards the target has a new epoch.
 */
public final class Migration {
  private static final int NAMED = 16;

  private final SessionStore from;
  private final SessionStore to;
  private final Progress progress;

  /**
   * @param progress is told the source's positions; the last half is the reading back
   */
  public Migration(SessionStore from, SessionStore to, Progress progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Does it, or the rest of it.
   *
   * @param source the URL of the source, which holds from everywhere
   */
  public Moved run(String source) {
    if (from.info().epoch().equals(to.info().epoch())) {
      throw MultichatException.invalid(
          "Both URLs lead to the same store, or to a copy of it; name another target.");
    }
    long last = Waiting.on(from.lastPosition());
    Resume resume = Resume.of(to, "migrate:" + name(source));
    if (resume.endedAt(last)) {
      return Moved.BEFORE;
    }
    Existing existing = Existing.of(to, resume.start());
    if (!resume.intoEmpty() || resume.done() > 0) {
      Check check = new Check(to, existing, resume.done());
      entries(last).each(0, check);
      check.end();
    }
    resume.begin();
    Sink sink = new Sink(to, resume, existing);
    entries(last).each(resume.done(), sink);
    sink.end();
    compare(resume, existing, last);
    Waiting.on(to.newEpoch());
    resume.end(last);
    return sink.moved();
  }

  private String name(String source) {
    byte[] both = (source + '\n' + from.info().epoch()).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Wire.sha256(both)).substring(0, NAMED);
  }

  private StoreSource entries(long last) {
    return new StoreSource(from, Choice.WHOLE, last, part(0));
  }

  /** Of moving, reading the source again and reading the target, each is a third. */
  private Progress part(int third) {
    return (done, total) -> progress.at(third * total + done, 3 * total);
  }

  private void compare(Resume resume, Existing existing, long last) {
    Choice choice = resume.intoEmpty() ? Choice.WHOLE : Existing.of(from, last).without(existing);
    Manifest told = new Export(from, part(1)).count(choice, last);
    long newest = Waiting.on(to.lastPosition());
    Manifest found = new Export(to, part(2)).count(choice, newest);
    if (!told.equals(found)) {
      throw new MultichatException(
          ErrorCode.CONFLICT,
          "The target does not read back as the source: the source has "
              + told.counts()
              + ", the target "
              + found.counts()
              + ", and the checksums "
              + (told.sha256().equals(found.sha256()) ? "agree" : "differ")
              + ". When somebody wrote to the source meanwhile, stop that daemon and migrate into"
              + " an empty store.");
    }
  }
}
