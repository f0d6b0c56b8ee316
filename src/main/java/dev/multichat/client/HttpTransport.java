package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of the public contract over HTTP, on connections that are kept. */
final class HttpTransport implements Transport {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int STREAMS = 10_000;

  /** Three beats of a stream. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final HttpClient http;
  private final HttpClient streams;
  private final URI url;
  private final String token;

  HttpTransport(Vertx vertx, URI url, String token, int connections, @Nullable String certificate) {
    this.url = url;
    this.token = token;
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost(url.getHost())
            .setDefaultPort(port(url))
            .setSsl("https".equals(url.getScheme()))
            .setDecompressionSupported(true);
    if (certificate != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(certificate)).setVerifyHost(false);
    }
    http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
    streams = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(STREAMS));
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? 443 : 80;
  }

  @Override
  public Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait) {
    return call(caller.agent(), operation, body, wait);
  }

  /** As whom the token says, without claiming to know who that is. */
  Future<JsonObject> unclaimed(String operation) {
    return call((String) null, operation, new JsonObject(), Duration.ZERO);
  }

  private Future<JsonObject> call(
      @Nullable String claim, String operation, JsonObject body, Duration wait) {
    Endpoint endpoint = Endpoint.of(operation);
    long most = wait.plus(PATIENCE).toMillis();
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<HttpClientRequest> flying = new AtomicReference<>();
    return Future.succeededFuture(body)
        .compose(fields -> http.request(options(claim, endpoint, fields)))
        .compose(
            request -> {
              flying.set(request);
              return over.get() ? givenUp(request) : answered(request, endpoint, body);
            })
        .timeout(most, TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              over.set(true);
              if (failure instanceof TimeoutException) {
                giveUp(flying.get());
              }
              return Future.failedFuture(told(failure));
            });
  }

  /** Its connection goes with it, so that the hub knows that nobody takes the answer. */
  private static void giveUp(@Nullable HttpClientRequest request) {
    if (request != null) {
      request.reset();
    }
  }

  private static Future<JsonObject> givenUp(HttpClientRequest request) {
    request.reset();
    return Future.failedFuture("The call was given up before it was sent.");
  }

  private RequestOptions options(@Nullable String claim, Endpoint endpoint, JsonObject fields) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(endpoint.method()))
            .setURI(endpoint.target(fields))
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    return claim == null ? options : options.putHeader(Endpoint.AS, claim);
  }

  /**
   * Opens a stream behind this event, or from its beginning when that is empty. The answer is
   * handed over before its body comes, unless it is a refusal.
   */
  Future<Void> follow(
      Caller caller, String target, String last, Consumer<HttpClientResponse> opened) {
    RequestOptions options =
        new RequestOptions()
            .setURI(target)
            .setIdleTimeout(SILENCE.toMillis())
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
            .putHeader(HttpHeaders.ACCEPT, "text/event-stream")
            .putHeader(Endpoint.AS, caller.agent());
    if (!last.isEmpty()) {
      options.putHeader("Last-Event-ID", last);
    }
    return streams
        .request(options)
        .compose(
            request -> {
              Future<Void> answered =
                  request.response().compose(response -> accepted(response, opened));
              return request.send().transform(sent -> answered);
            });
  }

  private static Future<Void> accepted(
      HttpClientResponse response, Consumer<HttpClientResponse> opened) {
    if (response.statusCode() == 200) {
      opened.accept(response);
      return Future.succeededFuture();
    }
    return response.body().map(text -> answer(response, text)).mapEmpty();
  }

  /** Listens before it sends: a caller's thread that is late would never see the body. */
  private static Future<JsonObject> answered(
      HttpClientRequest request, Endpoint endpoint, JsonObject fields) {
    Future<JsonObject> answer =
        request.response().compose(response -> response.body().map(text -> answer(response, text)));
    return sent(request, endpoint, fields).transform(sent -> answer);
  }

  private static Future<HttpClientResponse> sent(
      HttpClientRequest request, Endpoint endpoint, JsonObject fields) {
    if (endpoint.reads()) {
      return request.send();
    }
    request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    return request.send(endpoint.body(fields).toBuffer());
  }

  private static JsonObject answer(HttpClientResponse response, Buffer body) {
    JsonObject json = parsed(response.statusCode(), body);
    if (response.statusCode() < 300) {
      return json;
    }
    throw refusal(response.statusCode(), json);
  }

  private static JsonObject parsed(int status, Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new MultichatException(
          ErrorCode.of(status),
          "The answer (" + status + ") is not Multichat's; check the URL and what is before it.");
    }
  }

  static MultichatException refusal(int status, JsonObject problem) {
    Map<String, String> details = new HashMap<>();
    for (String name : new String[] {"retryAfterMs", "outcome", "id"}) {
      Object value = problem.getValue(name);
      if (value != null) {
        details.put(name, value.toString());
      }
    }
    String why = problem.getString("detail", "The hub refused with status " + status + ".");
    return new MultichatException(code(status), why, details);
  }

  /** HTTP's own words for bad requests are INVALID to who calls through this. */
  private static ErrorCode code(int status) {
    ErrorCode code = ErrorCode.of(status);
    return code == ErrorCode.INTERNAL && status < 500 ? ErrorCode.INVALID : code;
  }

  /** Any failure in words for who calls. */
  MultichatException told(Throwable failure) {
    if (failure instanceof MultichatException refusal) {
      return refusal;
    }
    if (failure instanceof TimeoutException) {
      return new MultichatException(
          ErrorCode.TIMEOUT, "The hub gave no answer in time; ask again with the same id.");
    }
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "No hub answers at "
            + url
            + " ("
            + failure.getMessage()
            + "); start one with: multichat serve.",
        failure);
  }

  Future<Void> close() {
    return streams.close().eventually(http::close);
  }
}
