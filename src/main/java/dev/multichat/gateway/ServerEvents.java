package dev.multichat.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What all answers that are event streams (Server-Sent Events) have in common. */
public final class ServerEvents {
  /** Shows that a stream is alive. */
  public static final Buffer BEAT = Buffer.buffer(": beat\n\n");

  private ServerEvents() {}

  /** Gives an answer their head. Compressing would hold back what is not yet a block's worth. */
  public static void begin(HttpServerResponse response) {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("X-Accel-Buffering", "no");
  }
}
