package dev.multichat.record;

import dev.multichat.bus.Bus;
import dev.multichat.bus.Bus.Writing;
import dev.multichat.bus.Committed;
import dev.multichat.config.RecorderSettings;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer to the store on its node, by group commit: while one commit is in flight it
 * gathers what arrives, and the next commit takes all of it. Each batch is appended, then
 * published, then answered. Runs on one event loop.
 */
public final class RecorderVerticle extends VerticleBase {
  /** What a write weighs beside its texts. */
  private static final long FRAME = 256;

  private static final int RETRY_AFTER_MS = 250;

  /** Who closes Vert.x without closing the hub first leaves nobody to answer. */
  private static final int PATIENCE_MS = 5000;

  private static final Logger LOG = LoggerFactory.getLogger(RecorderVerticle.class);

  private final SessionStore store;
  private final Bus bus;
  private final RecorderSettings settings;
  private final Meters meters;
  private final Aftermath aftermath;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean committing;
  private @Nullable MessageConsumer<Write> consumer;
  private @Nullable Promise<Void> drained;

  private record Waiting(Writing writing, long weight) {}

  public RecorderVerticle(SessionStore store, Bus bus, RecorderSettings settings, Meters meters) {
    this.store = store;
    this.bus = bus;
    this.meters = meters;
    this.settings = settings;
    this.aftermath = new Aftermath(store);
  }

  @Override
  public Future<?> start() {
    MessageConsumer<Write> requests = bus.onRecord(this::take);
    consumer = requests;
    return requests.completion();
  }

  /** Takes nothing any more and finishes what waits, as long as the store still answers. */
  @Override
  public Future<?> stop() {
    Promise<Void> done = Promise.promise();
    drained = done;
    if (consumer != null) {
      consumer.unregister();
    }
    if (!committing && waiting.isEmpty()) {
      done.complete();
    }
    return done.future()
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .recover(
            late -> {
              LOG.warn("The last commit was not answered in {} ms", PATIENCE_MS);
              return Future.succeededFuture();
            });
  }

  private void take(Writing writing) {
    long weight = weight(writing.write());
    if (waiting.size() >= settings.waiting() || waitingBytes + weight > settings.waitingBytes()) {
      writing.answer().accept(Outcome.refused(limited()));
      return;
    }
    waiting.add(new Waiting(writing, weight));
    waitingBytes += weight;
    if (committing) {
      meters.waiting(waiting.size(), waitingBytes);
    } else {
      commit();
    }
  }

  private MultichatException limited() {
    return new MultichatException(
        ErrorCode.LIMITED,
        "The hub has "
            + waiting.size()
            + " writes waiting, as many as it takes; try again in "
            + RETRY_AFTER_MS
            + " ms.",
        Map.of("retryAfterMs", String.valueOf(RETRY_AFTER_MS)));
  }

  private void commit() {
    committing = true;
    List<Writing> batch = gather();
    meters.waiting(waiting.size(), waitingBytes);
    List<Write> writes = batch.stream().map(Writing::write).toList();
    long began = System.nanoTime();
    store
        .append(writes)
        .onSuccess(done -> meters.committed(writes.size(), System.nanoTime() - began))
        .recover(failure -> afterwards(writes, failure))
        .onComplete(
            appended -> committed(batch, appended), failure -> answer(batch, refused(failure)));
  }

  private Future<Appended> afterwards(List<Write> writes, Throwable failure) {
    meters.storeFailed(MultichatException.codeOf(failure));
    return aftermath.lookUp(writes, failure);
  }

  private List<Writing> gather() {
    List<Writing> batch = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && batch.size() < settings.batchCount()) {
      long weight = waiting.element().weight();
      bytes += weight;
      if (bytes > settings.batchBytes() && !batch.isEmpty()) {
        break;
      }
      waitingBytes -= weight;
      batch.add(waiting.remove().writing());
    }
    return batch;
  }

  private static long weight(Write write) {
    Entry entry = write.entry();
    Message message = entry == null ? null : entry.message();
    return FRAME + (message == null ? 0 : message.weight());
  }

  private void committed(List<Writing> batch, Appended appended) {
    List<Entry> entries = appended.entries();
    if (!entries.isEmpty()) {
      bus.recorded(new Committed(entries.get(entries.size() - 1).position(), entries));
    }
    entries.forEach(this::measure);
    for (int i = 0; i < batch.size(); i++) {
      measure(batch.get(i).write(), appended.outcomes().get(i));
      batch.get(i).answer().accept(appended.outcomes().get(i));
    }
    goOn();
  }

  private void measure(Entry entry) {
    Message message = entry.message();
    meters.appended(entry.type(), message == null ? 0 : message.to().size());
    if (message != null && message.inReplyTo() != null) {
      meters.acknowledged();
    }
  }

  private void measure(Write write, Outcome outcome) {
    MultichatException refused = outcome.refused();
    if (refused == null) {
      if (write.state() == ReceiptState.ACKNOWLEDGED) {
        meters.acknowledged();
      }
    } else if (refused.isOutcomeUnknown()) {
      meters.unknownOutcome();
    }
  }

  private static Outcome refused(Throwable failure) {
    return Outcome.refused(
        failure instanceof MultichatException refusal
            ? refusal
            : new MultichatException(ErrorCode.INTERNAL, "The store failed.", failure));
  }

  private void answer(List<Writing> batch, Outcome outcome) {
    batch.forEach(writing -> writing.answer().accept(outcome));
    goOn();
  }

  private void goOn() {
    committing = false;
    if (!waiting.isEmpty()) {
      commit();
    } else if (drained != null) {
      drained.tryComplete();
    }
  }
}
