package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** What a stream is of, and for whom. */
interface Topic {
  /** Under what hints about it are found. */
  String key();

  Caller caller();

  /** The entries behind a position, those that it is about among them; empty at the log's end. */
  Future<List<Entry>> read(long after);

  /** Whether it is about this entry. */
  boolean concerns(Entry entry);

  /**
   * What of these entries the caller may see: all, or only the first ones; then it says for what
   * reason the stream is to end after them.
   */
  Future<List<Entry>> visible(List<Entry> entries, Consumer<MultichatException> end);

  /** The items as they are handed over. */
  Handover.Handed<List<Streams.Item>> handed(List<Entry> entries);
}
