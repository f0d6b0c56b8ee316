package dev.multichat.core;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway calls in place of {@link Coordinator#ask} and {@link Coordinator#inbox} when it
 * can tell whether the caller's own connection or handler took the answer. Receipts claim that only
 * once the gateway says so; a word that is lost leaves them claiming less, never more.
 */
public interface Handover {
  /** As {@link Coordinator#send}, and whether the message was there before. */
  Future<Sent> send(Caller caller, Draft draft);

  /**
   * As {@link Coordinator#open}, once: the same key of the same caller is the same session, and no
   * other caller can have taken its id. CONFLICT when the key opened one in other words.
   *
   * @param opening without an id
   */
  Future<Session> open(Caller caller, String key, Opening opening);

  /** As {@link Coordinator#ask}; taken, the replies addressed to the caller are acknowledged. */
  Future<Handed<Answer>> ask(Caller caller, Draft draft, Duration wait);

  /** As {@link Coordinator#inbox}; taken, a page of the caller's own inbox is marked delivered. */
  Future<Handed<Page<Message>>> inbox(Caller caller, InboxQuery query);

  /**
   * What waits in the caller's own inbox behind a place, oldest first; nothing is marked, since it
   * is only told that there is something.
   *
   * @param told the place up to which was told before; one that is not of this store's epoch counts
   *     as none
   */
  Future<Pending> pending(Caller caller, @Nullable String told, int limit);

  /**
   * Inboxes and sessions as streams; taken, items of the caller's own inbox are marked delivered.
   */
  Streams streams();

  /**
   * What waits.
   *
   * @param told the place behind its last message
   * @param more whether there is more behind that
   */
  record Pending(List<Message> messages, String told, boolean more) {
    public Pending {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Something composed for a caller that nobody has seen yet.
   *
   * @param marking records that it was taken; never fails
   */
  record Handed<T>(T value, Supplier<Future<Void>> marking) {
    /** The same in another form. */
    public <U> Handed<U> map(Function<T, U> form) {
      return new Handed<>(form.apply(value), marking);
    }

    /**
     * To be called when the caller took the value, and before its next call is passed on: that call
     * then sees what this marks. Completes when what that call may depend on is recorded, or is
     * given up.
     */
    public Future<Void> taken() {
      return marking.get();
    }

    /** The value, for a caller that has it when the future tells. */
    public Future<T> given() {
      return taken().map(value);
    }
  }
}
