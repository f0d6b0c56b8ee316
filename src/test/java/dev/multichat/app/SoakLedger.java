package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the senders of a long run have in hand, each with a session of its own, and what their
 * recipients were shown; small enough for hundreds of thousands of messages. Safe for any thread.
 */
final class SoakLedger {
  private static final int BATCH = 500;

  private final Map<String, Talk> talks = new TreeMap<>();
  private final Map<String, List<Shown>> firstShown = new TreeMap<>();
  private final List<String> troubles = new ArrayList<>();
  private long repeats;

  private record Told(String id, long position) {}

  private record Shown(Talk talk, int turn) {}

  /** A session: what has a receipt, and how far it was shown and acknowledged. */
  private static final class Talk {
    private final List<Told> told = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();
    private int shown;
    private int stored;
  }

  /** What a sender says in its turn, from 1 on. */
  static String body(int turn) {
    return "Turn " + turn + ".";
  }

  synchronized void opened(String session) {
    talks.put(session, new Talk());
  }

  /** Turns come one after the other, and each is where nobody spoke between. */
  synchronized void told(int turn, Receipt receipt) {
    Talk talk = talks.get(receipt.session());
    talk.told.add(new Told(receipt.id(), receipt.position()));
    if (talk.told.size() != turn || receipt.seq() != turn) {
      troubles.add("Turn " + turn + " is told to be number " + receipt.seq() + ": " + receipt);
    }
  }

  /** Each turn comes first in its order, and not again once its acknowledgement was answered. */
  synchronized void shown(String recipient, Message message) {
    Talk talk = talks.get(message.session());
    int turn = Math.toIntExact(message.seq());
    if (turn == talk.shown + 1) {
      talk.shown = turn;
      firstShown.computeIfAbsent(recipient, r -> new ArrayList<>()).add(new Shown(talk, turn));
    } else if (turn > talk.shown) {
      troubles.add(recipient + " was shown " + turn + " behind " + talk.shown + ": " + message);
    } else if (talk.acknowledged.get(turn)) {
      troubles.add(recipient + " was shown again what it had acknowledged: " + message);
    } else {
      repeats++;
    }
  }

  synchronized void acknowledged(Message message) {
    talks.get(message.session()).acknowledged.set(Math.toIntExact(message.seq()));
  }

  synchronized void trouble(String what) {
    troubles.add(what);
  }

  synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }

  synchronized long receipts() {
    return talks.values().stream().mapToLong(talk -> talk.told.size()).sum();
  }

  synchronized long repeats() {
    return repeats;
  }

  synchronized boolean isAllShown() {
    return talks.values().stream().allMatch(talk -> talk.shown == talk.told.size());
  }

  /** Reads the whole store: there is what has a receipt, where it says, once, and nothing else. */
  synchronized void holdsAgainst(Vertx vertx, String url) {
    SessionStore store = Awaiting.result(Stores.open(vertx, url, true, Clock.systemUTC()));
    try {
      long last = 0;
      List<Entry> batch = Awaiting.result(store.feed(last, BATCH));
      while (!batch.isEmpty()) {
        for (Entry entry : batch) {
          assertThat(entry.position()).as("feed order").isGreaterThan(last);
          last = entry.position();
          stored(entry);
        }
        batch = Awaiting.result(store.feed(last, BATCH));
      }
    } finally {
      Awaiting.result(store.close());
    }
    talks.forEach((id, talk) -> assertThat(talk.stored).as(id).isEqualTo(talk.told.size()));
  }

  private void stored(Entry entry) {
    Message message = entry.message();
    if (message != null) {
      Talk talk = talks.get(message.session());
      talk.stored++;
      assertThat(message.seq()).as("seq in %s", message.session()).isEqualTo(talk.stored);
      assertThat(new Told(message.id(), entry.position()))
          .as("number %d of %s", talk.stored, message.session())
          .isEqualTo(talk.told.get(talk.stored - 1));
      assertThat(message.body()).isEqualTo(body(talk.stored));
    }
  }

  /** Every recipient was shown everything, first in the order in which it was recorded. */
  synchronized void everythingWasShownInOrder() {
    talks.forEach((id, talk) -> assertThat(talk.shown).as(id).isEqualTo(talk.told.size()));
    firstShown.forEach(
        (recipient, all) ->
            assertThat(all.stream().map(s -> s.talk().told.get(s.turn() - 1).position()).toList())
                .as("positions as %s was shown them", recipient)
                .isSorted());
  }
}
