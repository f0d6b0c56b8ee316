package dev.multichat.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream among others on a WebSocket, which cannot be held up for one of them: who falls too far
 * behind has it ended, and begins again later behind what it took.
 */
final class SocketFeed implements Feed {
  /** Events that wait for the reader; with the next one the stream is ended. */
  private static final int MOST_BEHIND = 1000;

  private final Reader reader;
  private final Runnable ending;
  private final AtomicInteger behind = new AtomicInteger();

  /**
   * @param ending tells the hub that the stream ends
   */
  SocketFeed(Reader reader, Runnable ending) {
    this.reader = reader;
    this.ending = ending;
  }

  /** The hub took the request. */
  void open() {
    reader.opened(this);
  }

  void event(Follower.Event event) {
    int waiting = behind.incrementAndGet();
    if (waiting <= MOST_BEHIND) {
      reader.event(event);
    } else if (waiting == MOST_BEHIND + 1) {
      ending.run();
      reader.gone();
    }
  }

  void gone() {
    reader.gone();
  }

  /** Not possible for one stream of several; see {@link #MOST_BEHIND}. */
  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void taken() {
    behind.decrementAndGet();
  }

  @Override
  public void end() {
    ending.run();
  }
}
