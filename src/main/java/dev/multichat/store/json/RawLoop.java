package dev.multichat.store.json;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.store.Private;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The baseline of the benchmark: a loop that makes the lines of notices with bodies of 512 bytes,
 * by 100 agents in 100 sessions, and writes and forces them as the store does. The entries are made
 * before it is timed, nothing is checked and no index is kept.
 */
public final class RawLoop {
  private static final int SESSIONS = 100;
  private static final String BODY = "b".repeat(512);
  private static final String HASH = "5a".repeat(32);

  private final FileChannel channel;
  private final Histogram commits = new Histogram(3);
  private long position = SESSIONS;
  private long end;
  private long nanos;

  /** How fast it was; the percentiles are of whole batches, in microseconds. */
  public record Result(
      int messages, int batch, double perSecond, long p50Micros, long p99Micros, long p999Micros) {}

  private RawLoop(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = channel.size();
  }

  /** Writes so many messages into a fresh folder, so many in each batch. */
  public static Result run(Path place, int messages, int batch) throws IOException {
    Folder folder = Folder.of("json:" + place);
    Private.folder(place);
    try (FileChannel channel = Segment.create(folder.segment(1), 1, "raw")) {
      channel.force(true);
      RawLoop loop = new RawLoop(channel);
      for (int left = messages; left > 0; left -= batch) {
        loop.commit(loop.lines(Math.min(left, batch)));
      }
      return loop.result(messages, batch);
    }
  }

  private Line[] lines(int count) {
    Line[] lines = new Line[count];
    for (int i = 0; i < count; i++) {
      lines[i] = line(++position);
    }
    return lines;
  }

  private static Line line(long position) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    String session = "session-" + position % SESSIONS;
    String from = "agent-" + position % SESSIONS;
    String to = "agent-" + (position + 1) % SESSIONS;
    Instant now = Instant.now();
    Draft draft = Draft.of(Kind.INFORM, List.of(to), "Subject", BODY);
    Message message =
        Message.accepted(draft, id, session, from, now).appended(id, position / SESSIONS, now);
    List<Card> cards = List.of(new Card(from, from, "Tester"), new Card(to, to, "Tester"));
    Entry entry =
        Entry.of(message, Audience.LIST)
            .with(message, cards)
            .appended(position, now, List.of(id, id));
    return Line.entry(entry, HASH, null);
  }

  private void commit(Line[] lines) throws IOException {
    long begun = System.nanoTime();
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length * 1024);
    for (int i = 0; i < lines.length; i++) {
      byte[] line = Lines.begun(lines[i]);
      out.writeBytes(line);
      out.writeBytes(Lines.end(line, lines.length - 1 - i));
    }
    Segment.write(channel, out.toByteArray(), end);
    channel.force(false);
    end += out.size();
    long taken = System.nanoTime() - begun;
    nanos += taken;
    commits.recordValue(taken / 1000);
  }

  private Result result(int messages, int batch) {
    return new Result(
        messages,
        batch,
        messages / (nanos / 1e9),
        commits.getValueAtPercentile(50),
        commits.getValueAtPercentile(99),
        commits.getValueAtPercentile(99.9));
  }
}
