package dev.multichat.record;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of a batch whose commit failed: each message is looked up by its id before
 * anybody is told anything.
 */
final class Aftermath {
  private final SessionStore store;

  Aftermath(SessionStore store) {
    this.store = store;
  }

  Future<Appended> lookUp(List<Write> writes, Throwable failure) {
    List<Future<Outcome>> found = writes.stream().map(write -> lookUp(write, failure)).toList();
    return Future.join(found)
        .map(all -> new Appended(found.stream().map(Future::result).toList(), entries(found)));
  }

  private static List<Entry> entries(List<Future<Outcome>> found) {
    List<Entry> entries = new ArrayList<>();
    found.forEach(
        outcome -> {
          if (outcome.result().entry() != null) {
            entries.add(outcome.result().entry());
          }
        });
    return entries;
  }

  private Future<Outcome> lookUp(Write write, Throwable failure) {
    Message message = message(write);
    if (message == null) {
      return Future.succeededFuture(Outcome.refused(absent("this change", failure)));
    }
    return store
        .known(message.id())
        .compose(
            known ->
                known.isEmpty()
                    ? Future.succeededFuture(Outcome.refused(absent(message.id(), failure)))
                    : found(known.get(), write, message))
        .otherwise(
            unanswered ->
                Outcome.refused(MultichatException.unknownOutcome(message.id(), failure)));
  }

  private Future<Outcome> found(Known known, Write write, Message message) {
    if (!known.from().equals(message.from()) || !known.hash().equals(write.hash())) {
      return Future.succeededFuture(
          Outcome.refused(
              MultichatException.conflict(
                  "The id '" + message.id() + "' is in use by another message; give a new one.")));
    }
    return store.message(message.id()).map(entry -> Outcome.known(entry.orElseThrow()));
  }

  /** After a time-out the write may still come to pass; after any other failure it is not there. */
  private static MultichatException absent(String id, Throwable failure) {
    MultichatException known = unwritten(failure);
    return known.code() == ErrorCode.TIMEOUT
        ? MultichatException.unknownOutcome(id, failure)
        : known;
  }

  private static MultichatException unwritten(Throwable failure) {
    return failure instanceof MultichatException refusal
        ? refusal
        : new MultichatException(ErrorCode.INTERNAL, "The store failed.", failure);
  }

  private static @Nullable Message message(Write write) {
    Entry entry = write.entry();
    return entry == null ? null : entry.message();
  }
}
