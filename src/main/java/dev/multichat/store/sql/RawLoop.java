package dev.multichat.store.sql;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.wire.Wire;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The baseline of the benchmark: prepared statements in a loop that writes the rows and indexes of
 * notices with bodies of 512 bytes, by 100 agents in 100 sessions, as durably as the store. What it
 * writes is made ready before it is timed, and nothing is checked.
 */
public final class RawLoop {
  private static final int SESSIONS = 100;
  private static final int NOTICES_A_FILE = 200;
  private static final String BODY = "b".repeat(512);
  private static final byte[] HASH = HexFormat.of().parseHex("5a".repeat(32));

  private final Statements sql;
  private final Runnable begin;
  private final Histogram commits = new Histogram(3);
  private long position = SESSIONS;
  private long nanos;

  /** How fast it was; the percentiles are of whole transactions, in microseconds. */
  public record Result(
      int messages, int batch, double perSecond, long p50Micros, long p99Micros, long p999Micros) {}

  private record Row(long position, String id, String session, long seq, String doc) {}

  private RawLoop(Statements sql, Runnable begin) {
    this.sql = sql;
    this.begin = begin;
  }

  /**
   * Writes so many messages into a fresh database, so many in each transaction.
   *
   * @param begin begins a transaction, where that has to be said
   */
  public static Result run(Statements sql, Runnable begin, int messages, int batch)
      throws SQLException {
    RawLoop loop = new RawLoop(sql, begin);
    loop.open();
    for (int left = messages; left > 0; left -= batch) {
      loop.commit(loop.rows(Math.min(left, batch)));
    }
    return loop.result(messages, batch);
  }

  private void open() throws SQLException {
    begin.run();
    Sessions sessions = new Sessions(sql);
    for (int i = 0; i < SESSIONS; i++) {
      Opening opening = new Opening("session-" + i, "Topic", List.of(), false);
      sessions.create("session-" + i, opening, "agent-" + i, Instant.now());
    }
    sql.commit();
  }

  private Row[] rows(int count) {
    Row[] rows = new Row[count];
    for (int i = 0; i < count; i++) {
      rows[i] = row(++position);
    }
    return rows;
  }

  private static Row row(long position) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    String session = "session-" + position % SESSIONS;
    String from = "agent-" + position % SESSIONS;
    String to = to(position);
    long seq = position / SESSIONS;
    Instant now = Instant.now();
    Draft draft = Draft.of(Kind.INFORM, List.of(to), "Subject", BODY);
    Message message = Message.accepted(draft, id, session, from, now).appended(id, seq, now);
    List<Card> cards = List.of(new Card(from, from, "Tester"), new Card(to, to, "Tester"));
    Entry entry =
        Entry.of(message, Audience.LIST)
            .with(message, cards)
            .appended(position, now, List.of(id, id));
    return new Row(position, id, session, seq, Wire.text(entry));
  }

  private static String to(long position) {
    return "agent-" + (position + 1) % SESSIONS;
  }

  private void commit(Row[] rows) throws SQLException {
    long begun = System.nanoTime();
    begin.run();
    for (Row row : rows) {
      insert(row);
    }
    sql.flush(Rows.ENTRY);
    sql.flush(Rows.MESSAGE);
    sql.flush(Rows.DELIVERY);
    for (int i = Math.max(0, rows.length - SESSIONS); i < rows.length; i++) {
      touch(rows[i]);
    }
    sql.flush(Sessions.UPDATE);
    sql.commit();
    long taken = System.nanoTime() - begun;
    nanos += taken;
    commits.recordValue(taken / 1000);
  }

  private void insert(Row row) throws SQLException {
    long file = row.position() - row.seq() % NOTICES_A_FILE * SESSIONS;
    sql.add(Rows.ENTRY, row.position(), row.session(), row.seq(), row.position(), file, row.doc());
    sql.add(
        Rows.MESSAGE,
        Ids.key(row.id()),
        "agent-" + row.position() % SESSIONS,
        HASH,
        row.position());
    sql.add(Rows.DELIVERY, row.position(), to(row.position()), 0L, 0);
  }

  private void touch(Row row) throws SQLException {
    long file = row.position() - row.seq() % NOTICES_A_FILE * SESSIONS;
    sql.add(Sessions.UPDATE, 0, 0L, row.seq(), file, "", 0L, 1, row.session());
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
