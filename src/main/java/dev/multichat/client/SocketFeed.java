package dev.multichat.client;

/**
 * A stream among others on a WebSocket, which cannot be held up for one of them: who falls too far
 * behind has it ended, and begins again later behind what it took.
 */
final class SocketFeed implements Feed {
  private static final int MOST_BEHIND = 1000;

  private final Reader reader;
  private final Runnable ending;
  private boolean paused;
  private int behind;

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
    reader.event(event);
    if (isTooMuch()) {
      ending.run();
      reader.gone();
    }
  }

  private synchronized boolean isTooMuch() {
    behind = paused ? behind + 1 : 0;
    return behind > MOST_BEHIND;
  }

  void gone() {
    reader.gone();
  }

  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public synchronized void resume() {
    paused = false;
    behind = 0;
  }

  @Override
  public void end() {
    ending.run();
  }
}
