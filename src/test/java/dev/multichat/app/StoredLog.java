package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A store's whole feed, read beside or after its daemon, and held against what had been told. */
final class StoredLog {
  private static final int BATCH = 500;

  private final Map<String, Entry> messages = new LinkedHashMap<>();
  private final Map<String, Long> seqs = new HashMap<>();
  private long last;

  /** Reads what was appended since the last time; positions grow, seqs have no gaps, ids differ. */
  void readOn(Vertx vertx, String url) {
    SessionStore store = Awaiting.result(Stores.open(vertx, url, true, Clock.systemUTC()));
    try {
      List<Entry> batch;
      do {
        batch = Awaiting.result(store.feed(last, BATCH));
        batch.forEach(this::take);
      } while (!batch.isEmpty());
    } finally {
      Awaiting.result(store.close());
    }
  }

  private void take(Entry entry) {
    assertThat(entry.position()).as("feed order").isGreaterThan(last);
    last = entry.position();
    Message message = entry.message();
    if (message != null) {
      long expected = seqs.merge(message.session(), 1L, Long::sum);
      assertThat(message.seq()).as("seq in %s", message.session()).isEqualTo(expected);
      assertThat(messages.put(message.id(), entry)).as("stored twice: " + message.id()).isNull();
    }
  }

  /** Every receipt's message is here where it was told; nothing else was shown or invented. */
  void holds(ToldLedger told) {
    assertThat(told.troubles()).isEmpty();
    told.receipts().values().forEach(this::holds);
    assertThat(messages.keySet()).as("shown and not stored").containsAll(told.shown());
    Map<String, ToldLedger.Sending> sent = told.sent();
    messages.values().forEach(entry -> wasSent(entry, sent));
  }

  private void holds(Receipt receipt) {
    Entry entry = messages.get(receipt.id());
    assertThat(entry).as("the message of %s", receipt).isNotNull();
    Message message = Objects.requireNonNull(entry.message());
    assertThat(entry.position()).isEqualTo(receipt.position());
    assertThat(message.seq()).isEqualTo(receipt.seq());
    assertThat(message.session()).isEqualTo(receipt.session());
    assertThat(message.exchange()).isEqualTo(receipt.exchange());
    assertThat(message.recordedAt()).isEqualTo(receipt.recordedAt());
  }

  private static void wasSent(Entry entry, Map<String, ToldLedger.Sending> sent) {
    Message message = Objects.requireNonNull(entry.message());
    ToldLedger.Sending sending = sent.get(message.id());
    assertThat(sending).as("what was said in %s", message).isNotNull();
    assertThat(message.from()).isEqualTo(sending.from());
    assertThat(message.body()).isEqualTo(sending.draft().body());
    assertThat(message.inReplyTo()).isEqualTo(sending.draft().inReplyTo());
  }

  boolean has(String id) {
    return messages.containsKey(id);
  }

  int size() {
    return messages.size();
  }
}
