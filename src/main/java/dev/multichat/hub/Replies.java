package dev.multichat.hub;

import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Whole;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one exchange for whoever asked: each look reads only what is new, and keeps of it the
 * replies to the question, as far as an answer holds them.
 */
final class Replies {
  private final SessionStore store;
  private final Caller caller;
  private final Receipt receipt;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Message> replies = new ArrayList<>();
  private long weight;

  Replies(SessionStore store, Caller caller, Receipt receipt) {
    this.store = store;
    this.caller = caller;
    this.receipt = receipt;
  }

  /** What there is now. One look at a time. */
  Future<Answer> look() {
    long last = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).position();
    return Whole.behind(
            last, (at, limit) -> store.exchange(receipt.exchange(), at, limit), this::kept)
        .map(
            fresh -> {
              entries.addAll(fresh);
              Exchange exchange = Exchange.of(entries);
              return new Answer(
                  receipt, exchange.state(), List.copyOf(replies), exchange.awaiting(receipt.id()));
            });
  }

  private Entry kept(Entry entry) {
    Message message = entry.message();
    if (message == null) {
      return entry;
    }
    boolean fits = weight == 0 || weight + message.weight() <= Answer.MOST_CHARACTERS;
    if (answers(message) && fits) {
      weight += message.weight();
      replies.add(message);
    }
    return entry.with(message.bare(), List.of());
  }

  /** A sender that adds to its own question does not reply to it. */
  private boolean answers(Message message) {
    return receipt.id().equals(message.inReplyTo()) && !message.from().equals(caller.agent());
  }
}
