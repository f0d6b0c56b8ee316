package dev.multichat.move;

import dev.multichat.store.SessionStore;
import dev.multichat.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writes what a store holds as lines of JSON. The same content makes the same bytes, whatever the
 * store; docs/adr/0009 tells the format.
 */
public final class Export {
  private final SessionStore store;
  private final Progress progress;

  public Export(SessionStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Writes a file in one step and forces it to the disk; see {@link FreshFile}. */
  public Manifest toFile(Path file, boolean replace, Wanted wanted) {
    return FreshFile.write(file, replace, out -> to(out, wanted));
  }

  /** The same with these sessions and the agents that they name. */
  public Manifest toFile(Path file, Set<String> sessions) {
    long last = Waiting.on(store.lastPosition());
    Choice choice = Wanted.of(store, sessions, last);
    return FreshFile.write(
        file, false, out -> write(new StoreSource(store, choice, last, progress), choice, out));
  }

  /** Writes it as it comes, up to what was recorded when this began. */
  public Manifest to(OutputStream out, Wanted wanted) throws IOException {
    long last = Waiting.on(store.lastPosition());
    Choice choice = wanted.choose(store, last);
    return write(new StoreSource(store, choice, last, progress), choice, out);
  }

  /** What an export of this choice would have for a manifest. */
  Manifest count(Choice choice, long upTo) {
    try {
      StoreSource source = new StoreSource(store, choice, upTo, progress);
      return write(source, choice, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException("nothing was written", e);
    }
  }

  private static Manifest write(StoreSource source, Choice choice, OutputStream out)
      throws IOException {
    Writing writing = new Writing(out);
    writing.line(Wire.text(Head.of(choice.whole())));
    source.each(0, writing);
    Manifest manifest = writing.tally.manifest();
    out.write(bytes(Line.end(manifest).text()));
    out.flush();
    return manifest;
  }

  private static byte[] bytes(String text) {
    return (text + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /** Counts and writes line by line. */
  private static final class Writing implements Source.Taker {
    private final OutputStream out;
    private final Tally tally = new Tally();

    Writing(OutputStream out) {
      this.out = out;
    }

    @Override
    public void take(long mark, Line line) {
      tally.count(line);
      line(line.text());
    }

    void line(String text) {
      byte[] bytes = bytes(text);
      tally.bytes(bytes);
      try {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
