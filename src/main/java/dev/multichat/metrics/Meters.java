package dev.multichat.metrics;

import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
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

  /** How a node of a cluster came to know entries of the log. */
  public enum Learned {
    /** It committed them. */
    COMMIT,
    /** It read them from the store, as another node hinted. */
    HINT,
    /** It read them from the store without a hint. */
    POLL
  }

  private final Catalogue own;
  private final Map<Connection, LongAdder> connections =
      Registry.each(Connection.class, kind -> new LongAdder());
  private final Speed speed = new Speed();
  private volatile long waitingWrites;
  private volatile long waitingCharacters;
  private volatile long waitingPushes;

  /** Measures a daemon by itself from now on. */
  public Meters() {
    this("");
  }

  /**
   * Measures a node of a cluster from now on.
   *
   * @param node whose name all that is measured carries in the label {@code node}; empty for none
   */
  public Meters(String node) {
    own = new Catalogue(node);
    own.gauges("connections", "What is open now", connections);
    own.gauge("recorder.waiting.writes", "Writes that wait for a commit", () -> waitingWrites);
    own.gauge(
        "recorder.waiting.characters", "Text that waits for a commit", () -> waitingCharacters);
    own.gauge(
        "push.waiting.messages", "Messages in memory that wait to be pushed", () -> waitingPushes);
  }

  private static void count(Map<?, Counter> counters, Enum<?> label) {
    Objects.requireNonNull(counters.get(label)).increment();
  }

  /** Also measures this process; {@link #close} ends that. */
  public void watchProcess(String version) {
    own.watchProcess(version);
  }

  /** How many entries the devlogs are behind. */
  public void watchDevlogs(LongSupplier lag) {
    own.gauge("devlog.lag.entries", "Entries that the devlogs are behind", lag);
  }

  /**
   * Also measures the cluster as this node sees it.
   *
   * @param configured how many members there should be
   * @param seen how many are there
   * @param duties whether this node does it, by the names of their leases
   */
  public void watchCluster(int configured, LongSupplier seen, Map<String, BooleanSupplier> duties) {
    own.gauge("cluster.members", "Nodes that this one sees, itself included", seen);
    own.gauge("cluster.members.configured", "Nodes that there should be", () -> configured);
    own.gauges("duty.held", "1 where it is done for all nodes, else 0", "duty", duties);
  }

  /** So many entries of the log came to this node; counted in a cluster only. */
  public void learned(Learned by, int count) {
    Counter counter = own.learned.get(by);
    if (counter != null) {
      counter.increment(count);
    }
  }

  /** A message was sent and recorded; its receipt came after so long. */
  public void sent(Kind kind, boolean known, long nanos) {
    if (known) {
      own.repeats.increment();
    } else {
      count(own.sends, kind);
    }
    own.send.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many writes were committed at once. */
  public void committed(int count, long nanos) {
    own.writes.record(count);
    own.commit.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * An entry was appended.
   *
   * @param recipients of a message; 0 for an event
   */
  public void appended(EntryType type, int recipients) {
    count(own.entries, type);
    own.inbox.increment(recipients);
  }

  /** An agent acknowledged a message, perhaps once more. */
  public void acknowledged() {
    own.acknowledgements.increment();
  }

  /** What waits for the recorder now. */
  public void waiting(long count, long characters) {
    waitingWrites = count;
    waitingCharacters = characters;
  }

  /** A commit failed. */
  public void storeFailed(ErrorCode code) {
    count(own.storeFailures, code);
  }

  /** Somebody was told that the outcome of a write is unknown. */
  public void unknownOutcome() {
    own.unknown.increment();
  }

  /** An agent took a message. */
  public void delivered(Way way) {
    count(own.deliveries, way);
  }

  /** A message is pushed once more, since its handler failed or did not reply. */
  public void redelivered() {
    own.redeliveries.increment();
  }

  /** A handler failed or did not reply. */
  public void pushFailed() {
    own.pushFailures.increment();
  }

  /** So many messages wait in memory to be pushed. */
  public void waitingPushes(long count) {
    waitingPushes = count;
  }

  /** A caller was refused. */
  public void refused(ErrorCode code) {
    count(own.refusals, code);
  }

  /** A guard refused a message. */
  public void limited(Limit limit) {
    count(own.limited, limit);
  }

  /** A stream was cut, since its reader took nothing. */
  public void cut() {
    own.cuts.increment();
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

  /** How busy this hub is. */
  public Load load() {
    long sent = (long) own.sends.values().stream().mapToDouble(Counter::count).sum();
    long http = Objects.requireNonNull(connections.get(Connection.HTTP)).sum();
    long all = connections.values().stream().mapToLong(LongAdder::sum).sum();
    return new Load(http, all - http, speed.perSecond(sent, System.nanoTime()));
  }

  /** Everything as it is now, in the text format of Prometheus; takes milliseconds. */
  public String text() {
    return own.text();
  }

  @Override
  public void close() {
    own.close();
  }
}
