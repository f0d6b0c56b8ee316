package dev.multichat.client;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;

/** Server-Sent Events on a connection of their own. */
final class HttpFeed implements Feed {
  /** Of one event, in bytes. */
  private static final int MOST = 32 * 1024 * 1024;

  private final HttpClientResponse response;

  private HttpFeed(HttpClientResponse response) {
    this.response = response;
  }

  /**
   * Reads an answer that is a stream.
   *
   * @param last the event behind which it begins
   */
  static void read(HttpClientResponse response, String last, Reader reader) {
    EventReader events =
        new EventReader(
            last,
            MOST,
            raw -> {
              JsonObject data = new JsonObject(raw.data());
              reader.event(new Follower.Event(raw.id(), raw.name(), data));
            });
    response.handler(
        part -> {
          if (!events.take(part)) {
            response.request().reset();
          }
        });
    response.endHandler(end -> reader.gone());
    response.exceptionHandler(broken -> reader.gone());
    reader.opened(new HttpFeed(response));
  }

  @Override
  public void pause() {
    response.pause();
  }

  @Override
  public void resume() {
    response.resume();
  }

  /** Nothing to be done: what is not read yet waits in the connection. */
  @Override
  public void taken() {}

  @Override
  public void end() {
    response.request().reset();
  }
}
