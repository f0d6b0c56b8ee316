package dev.multichat.client;

import dev.multichat.core.MultichatException;
import io.vertx.core.Future;

/** One connection of a stream, as the side that reads it holds it. */
interface Feed {
  /** The name of the event that says why the stream ends; its data is a problem. */
  String ERROR = "error";

  /** Nothing more for now; some of what is on its way may still come. */
  void pause();

  void resume();

  void end();

  /** The reader is done with an event. */
  void taken();

  /** Who reads; on any thread. */
  interface Reader {
    /** The stream is open. Told before the first event. */
    void opened(Feed feed);

    void event(Follower.Event event);

    /** The connection is gone. Told once. */
    void gone();
  }

  /** A way to a hub that has streams. */
  interface Source {
    /**
     * Opens a stream behind this event, or from its beginning when that is empty.
     *
     * @return fails when the hub refuses it, or is not there
     */
    Future<Void> open(Following.Route route, String last, Reader reader);

    /** Any failure in words for who calls. */
    MultichatException told(Throwable failure);
  }
}
