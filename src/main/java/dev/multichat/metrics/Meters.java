package dev.multichat.metrics;

import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Everything that one hub measures, by its names. No label has a value that comes from outside.
 * Counting takes no lock and may be done on any thread.
 */
public final class Meters implements AutoCloseable {
  /** What {@link #text()} is, as an HTTP content type. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** How a message came to an agent that took it. */
  public enum Way {
    PUSH,
    INBOX,
    ASK
  }

  /** What lies open between the daemon and somebody. */
  public enum Connection {
    HTTP,
    STREAM,
    WEBSOCKET,
    BRIDGE,
    MCP
  }

  /** What a guard limits. */
  public enum Limit {
    AGENT,
    SESSION,
    LOOP
  }

  private final Registry registry = new Registry();
  private final Map<Kind, Counter> sends =
      registry.counters("sends", "Messages that were sent and recorded", Kind.class, "kind");
  private final Counter repeats =
      registry.counter("sends.repeated", "Sends that gave back a first receipt");
  private final Timer send = registry.timer("send", "From arrival at the hub to the receipt");
  private final Timer commit = registry.timer("commit", "One commit of the store");
  private final DistributionSummary writes =
      registry.sizes("commit.writes", "Writes in one commit");
  private final Map<EntryType, Counter> entries =
      registry.counters("entries", "Entries appended to the log", EntryType.class, "type");
  private final Counter inbox =
      registry.counter("inbox.messages", "Messages put into inboxes, one for each recipient");
  private final Counter acknowledgements =
      registry.counter("acknowledgements", "Acknowledgements and replies recorded");
  private final Map<Way, Counter> deliveries =
      registry.counters("deliveries", "Messages that agents took", Way.class, "way");
  private final Counter redeliveries =
      registry.counter("redeliveries", "Pushes of messages that were pushed in vain before");
  private final Counter pushFailures =
      registry.counter("push.failures", "Pushes that a handler failed or did not reply to");
  private final Map<ErrorCode, Counter> refusals =
      registry.counters("refusals", "Calls that were refused", ErrorCode.class, "code");
  private final Map<Limit, Counter> limited =
      registry.counters("guard.refusals", "Messages that a guard refused", Limit.class, "limit");
  private final Map<ErrorCode, Counter> storeFailures =
      registry.counters("store.failures", "Commits that failed", ErrorCode.class, "code");
  private final Counter unknown =
      registry.counter("unknown.outcomes", "Writes of which nobody knows whether they are stored");
  private final Counter cuts =
      registry.counter("streams.cut", "Streams cut, since their reader took nothing");
  private final Map<Connection, LongAdder> connections =
      Registry.each(Connection.class, kind -> new LongAdder());
  private volatile long waitingWrites;
  private volatile long waitingCharacters;
  private volatile long waitingPushes;

  /** Measures from now on. */
  public Meters() {
    registry.gauges("connections", "What is open now", connections);
    registry.gauge("recorder.waiting.writes", "Writes that wait for a commit", () -> waitingWrites);
    registry.gauge(
        "recorder.waiting.characters", "Text that waits for a commit", () -> waitingCharacters);
    registry.gauge(
        "push.waiting.messages", "Messages in memory that wait to be pushed", () -> waitingPushes);
  }

  private static void count(Map<?, Counter> counters, Enum<?> label) {
    Objects.requireNonNull(counters.get(label)).increment();
  }

  /** Also measures this process; {@link #close} ends that. */
  public void watchProcess(String version) {
    registry.watchProcess(version);
  }

  /** How many entries the devlogs are behind. */
  public void watchDevlogs(LongSupplier lag) {
    registry.gauge("devlog.lag.entries", "Entries that the devlogs are behind", lag);
  }

  /** A message was sent and recorded; its receipt came after so long. */
  public void sent(Kind kind, boolean known, long nanos) {
    if (known) {
      repeats.increment();
    } else {
      count(sends, kind);
    }
    send.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many writes were committed at once. */
  public void committed(int count, long nanos) {
    writes.record(count);
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * An entry was appended.
   *
   * @param recipients of a message; 0 for an event
   */
  public void appended(EntryType type, int recipients) {
    count(entries, type);
    inbox.increment(recipients);
  }

  /** An agent acknowledged a message, perhaps once more. */
  public void acknowledged() {
    acknowledgements.increment();
  }

  /** What waits for the recorder now. */
  public void waiting(long count, long characters) {
    waitingWrites = count;
    waitingCharacters = characters;
  }

  /** A commit failed. */
  public void storeFailed(ErrorCode code) {
    count(storeFailures, code);
  }

  /** Somebody was told that the outcome of a write is unknown. */
  public void unknownOutcome() {
    unknown.increment();
  }

  /** An agent took a message. */
  public void delivered(Way way) {
    count(deliveries, way);
  }

  /** A message is pushed once more, since its handler failed or did not reply. */
  public void redelivered() {
    redeliveries.increment();
  }

  /** A handler failed or did not reply. */
  public void pushFailed() {
    pushFailures.increment();
  }

  /** So many messages wait in memory to be pushed. */
  public void waitingPushes(long count) {
    waitingPushes = count;
  }

  /** A caller was refused. */
  public void refused(ErrorCode code) {
    count(refusals, code);
  }

  /** A guard refused a message. */
  public void limited(Limit limit) {
    count(limited, limit);
  }

  /** A stream was cut, since its reader took nothing. */
  public void cut() {
    cuts.increment();
  }

  /** A connection was opened, which {@link #closed} has to follow exactly once. */
  public void opened(Connection kind) {
    open(kind, 1);
  }

  /** A connection that was counted as opened is closed. */
  public void closed(Connection kind) {
    open(kind, -1);
  }

  private void open(Connection kind, int change) {
    Objects.requireNonNull(connections.get(kind)).add(change);
  }

  /** Everything as it is now, in the text format of Prometheus; takes milliseconds. */
  public String text() {
    return registry.text();
  }

  @Override
  public void close() {
    registry.close();
  }
}
