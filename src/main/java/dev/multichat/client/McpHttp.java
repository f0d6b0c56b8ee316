package dev.multichat.client;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The MCP endpoint of one daemon over HTTP: an answer is JSON at once, or events as they come. */
final class McpHttp {
  private static final int CONNECTIONS = 1000;

  /** Of an answer, or of an event, in bytes. */
  private static final int MOST = 32 * 1024 * 1024;

  private static final int CONNECT_MS = 5000;

  /** Longer than any call waits, and many beats of a stream. */
  private static final long SILENCE_MS = 120_000;

  private final HubAddress hub;
  private final HttpClient http;

  McpHttp(Vertx vertx, HubAddress hub) {
    this.hub = hub;
    this.http =
        vertx.createHttpClient(
            hub.options().setConnectTimeout(CONNECT_MS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  HubAddress hub() {
    return hub;
  }

  /** Who takes an answer. */
  interface Taker {
    /** The request is about to be sent; resetting it ends it. */
    default void sending(HttpClientRequest request) {}

    /** The head of the answer came. */
    void head(HttpClientResponse response);

    /** An event, or the whole body of an answer with the status 200. */
    void message(String text);
  }

  /**
   * What is left to look at when an answer ended.
   *
   * @param body of an answer that was none with the status 200
   */
  record Ended(int status, String body) {}

  /** Completes when the answer ended; fails when none came, or only a part. */
  Future<Ended> call(HttpMethod method, String body, MultiMap headers, Taker taker) {
    return http.request(options(method, headers))
        .compose(
            request -> {
              taker.sending(request);
              Future<Ended> ended = request.response().compose(response -> read(response, taker));
              Future<?> sent =
                  method.equals(HttpMethod.POST)
                      ? request.send(Buffer.buffer(body))
                      : request.send();
              return sent.transform(done -> ended);
            });
  }

  private RequestOptions options(HttpMethod method, MultiMap headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setURI(Endpoint.MCP)
            .setIdleTimeout(SILENCE_MS)
            .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers))
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + hub.token());
    if (hub.as() != null) {
      options.putHeader(Endpoint.AS, hub.as());
    }
    if (method.equals(HttpMethod.POST)) {
      options
          .putHeader(HttpHeaders.CONTENT_TYPE, McpTerms.JSON)
          .putHeader(HttpHeaders.ACCEPT, McpTerms.JSON + ", " + McpTerms.EVENTS);
    } else if (method.equals(HttpMethod.GET)) {
      options.putHeader(HttpHeaders.ACCEPT, McpTerms.EVENTS);
    }
    return options;
  }

  private static Future<Ended> read(HttpClientResponse response, Taker taker) {
    int status = response.statusCode();
    taker.head(response);
    if (status == 200 && isStream(response.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return events(response, raw -> taker.message(raw.data()));
    }
    return body(response)
        .map(
            body -> {
              if (status == 200 && body.length() > 0) {
                taker.message(body.toString());
              }
              return new Ended(status, status == 200 ? "" : body.toString());
            });
  }

  /** As a whole, unless it is more than anybody should wait for. */
  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    response.handler(
        part -> {
          if (read.length() + part.length() <= MOST) {
            read.appendBuffer(part);
          } else {
            cut(response, whole);
          }
        });
    response.endHandler(end -> whole.tryComplete(read));
    response.exceptionHandler(whole::tryFail);
    return whole.future();
  }

  private static void cut(HttpClientResponse response, Promise<?> reading) {
    reading.tryFail(
        new MultichatException(
            ErrorCode.TOO_LARGE,
            "The daemon's answer is longer than " + MOST + " bytes; ask for less of it."));
    response.request().reset();
  }

  private static boolean isStream(@Nullable String type) {
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(McpTerms.EVENTS);
  }

  private static Future<Ended> events(
      HttpClientResponse response, Consumer<EventReader.Raw> taker) {
    Promise<Ended> ended = Promise.promise();
    EventReader events = new EventReader("", MOST, taker);
    response.handler(
        part -> {
          if (!events.take(part)) {
            cut(response, ended);
          }
        });
    response.endHandler(end -> ended.tryComplete(new Ended(200, "")));
    response.exceptionHandler(ended::tryFail);
    return ended.future();
  }

  Future<Void> close() {
    return http.close();
  }
}
