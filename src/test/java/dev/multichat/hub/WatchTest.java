package dev.multichat.hub;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that concerns little asks the store for little, however busy the log is. */
class WatchTest {
  private static final int PAGE = 10;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger reads = new AtomicInteger();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void onceItReadAsFarAsHintsCameItLivesOnThem() {
    Watch watch = new Watch(vertx, new Quiet(), 0, () -> 3 * PAGE);
    Future<Handover.Handed<List<Streams.Item>>> next = watch.next();
    await(vertx.timer(200, TimeUnit.MILLISECONDS));
    assertThat(reads).hasValue(3);
    assertThat(next.isComplete()).isFalse();

    watch.tap().offer(entry("quiet", 3 * PAGE));
    watch.tap().offer(entry("quiet", 100));

    assertThat(await(next).value())
        .extracting(item -> item.entry().position())
        .containsExactly(100L);
    assertThat(reads).hasValue(3);
  }

  @Test
  void beforeTheFirstHintItReadsOn() {
    Watch watch = new Watch(vertx, new Quiet(), 0, () -> -1);
    watch.next();
    await(vertx.timer(50, TimeUnit.MILLISECONDS));
    assertThat(reads.get()).isGreaterThan(3);
    watch.tap().end(MultichatException.forbidden("Over."));
  }

  private static Entry entry(String session, long position) {
    return Entry.event(EntryType.JOINED, session, "ada", "ada", null)
        .appended(position, Instant.EPOCH, List.of());
  }

  /** A session in which nothing happens, in a log that grows faster than it is read. */
  private final class Quiet implements Topic {
    @Override
    public String key() {
      return "quiet";
    }

    @Override
    public Caller caller() {
      return Caller.operator();
    }

    @Override
    public Future<List<Entry>> read(long after) {
      reads.incrementAndGet();
      List<Entry> page =
          LongStream.rangeClosed(after + 1, after + PAGE)
              .mapToObj(position -> entry("busy", position))
              .toList();
      return vertx.timer(1, TimeUnit.MILLISECONDS).map(page);
    }

    @Override
    public boolean concerns(Entry entry) {
      return "quiet".equals(entry.session());
    }

    @Override
    public Future<List<Entry>> visible(List<Entry> entries, Consumer<MultichatException> end) {
      return Future.succeededFuture(entries);
    }

    @Override
    public Handover.Handed<List<Streams.Item>> handed(List<Entry> entries) {
      List<Streams.Item> items =
          entries.stream().map(entry -> new Streams.Item("" + entry.position(), entry)).toList();
      return new Handover.Handed<>(items, Future::succeededFuture);
    }
  }
}
