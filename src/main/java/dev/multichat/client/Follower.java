package dev.multichat.client;

import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Takes what a stream shows. */
public interface Follower {
  /**
   * The next event; the one after it comes when this is done. A failure ends the stream.
   *
   * @param event of an inbox: its data is a Message; of a session: an Entry
   */
  Future<Void> take(Event event);

  /** The connection is open, again perhaps. */
  default void connected() {}

  /** The connection was lost, or could not be had; it is tried again after this pause. */
  default void lost(MultichatException why, long pauseMs) {}

  /**
   * What came.
   *
   * @param id behind which another stream goes on
   * @param type {@code message}, {@code joined} and so on
   */
  record Event(String id, String type, JsonObject data) {}
}
