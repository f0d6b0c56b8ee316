package dev.multichat.core;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Following what is recorded while it is being recorded. A stream shows each position once, in
 * commit order, and is pulled, so that a slow reader holds up nobody but itself. Rights are looked
 * at when it begins and while it lives.
 */
public interface Streams {
  /**
   * The messages that are recorded for an agent, from its oldest one that is not acknowledged on,
   * or from behind the cursor. CONFLICT for a cursor of another epoch of the store, FORBIDDEN for
   * somebody else's inbox unless the caller reads everything.
   *
   * @param agent whose; absent: the caller's own
   */
  Future<Stream> inbox(Caller caller, @Nullable String agent, @Nullable String cursor);

  /**
   * Every entry of a session: from behind the cursor, from behind the message with the seq {@code
   * afterSeq} (0: from its opening), or from now on. NOT_FOUND, FORBIDDEN, CONFLICT as above.
   */
  Future<Stream> session(Caller caller, HistoryQuery from);

  /** One reader's stream; to be closed by who asked for it. */
  interface Stream {
    /**
     * The next items, as soon as there is one, on the caller's context. Fails when the stream is
     * over, with the reason: FORBIDDEN for who lost the right, UNAVAILABLE when the hub stops. To
     * be called again when the one before is done.
     */
    Future<Handover.Handed<List<Item>>> next();

    /** Ends it; what waits for its next items waits for ever. */
    void close();
  }

  /**
   * An entry on its way.
   *
   * @param cursor behind which a stream goes on after this entry; opaque
   */
  record Item(String cursor, Entry entry) {}
}
