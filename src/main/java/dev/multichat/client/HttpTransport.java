package dev.multichat.client;

import static java.util.Objects.requireNonNull;

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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls of the public contract over HTTP, on connections that are kept. */
final class HttpTransport implements Transport, Feed.Source {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int STREAMS = 10_000;

  /** Three beats of a stream. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final HttpClient http;
  private final HttpClient streams;
  private final Nodes nodes;

  HttpTransport(Vertx vertx, Nodes nodes, int connections) {
    this.nodes = nodes;
    HttpClientOptions options = nodes.current().options();
    http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
    streams = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(STREAMS));
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
    AtomicReference<HubAddress> asked = new AtomicReference<>(nodes.current());
    return nodes
        .reach(
            hub -> {
              asked.set(hub);
              return http.request(options(hub, claim, endpoint, body));
            })
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
              return Future.failedFuture(nodes.told(requireNonNull(asked.get()), failure));
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

  private static RequestOptions to(HubAddress hub) {
    return new RequestOptions()
        .setHost(hub.url().getHost())
        .setPort(hub.port())
        .setSsl(hub.tls())
        .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + hub.token());
  }

  private static RequestOptions options(
      HubAddress hub, @Nullable String claim, Endpoint endpoint, JsonObject fields) {
    RequestOptions options =
        to(hub).setMethod(HttpMethod.valueOf(endpoint.method())).setURI(endpoint.target(fields));
    return claim == null ? options : options.putHeader(Endpoint.AS, claim);
  }

  @Override
  public Future<Void> open(Following.Route route, String last, Feed.Reader reader) {
    return nodes
        .reach(
            hub -> {
              Leaving leaving = new Leaving(nodes, hub, reader);
              return streams
                  .request(options(hub, route, last))
                  .map(request -> opened(request, last, leaving));
            })
        .compose(opening -> opening);
  }

  private static Future<Void> opened(HttpClientRequest request, String last, Leaving reader) {
    Future<Void> answered =
        request.response().compose(response -> accepted(response, last, reader));
    return request.send().transform(sent -> answered).onFailure(reader::failed);
  }

  /** Who reads a stream, and leaves the hub when it ends. */
  private record Leaving(Nodes nodes, HubAddress hub, Feed.Reader reader) implements Feed.Reader {
    @Override
    public void opened(Feed feed) {
      reader.opened(feed);
    }

    @Override
    public void event(Follower.Event event) {
      reader.event(event);
    }

    @Override
    public void gone() {
      nodes.leave(hub);
      reader.gone();
    }

    void failed(Throwable why) {
      nodes.leaveAfter(hub, why);
    }
  }

  private static RequestOptions options(HubAddress hub, Following.Route route, String last) {
    RequestOptions options =
        to(hub)
            .setURI(route.endpoint().target(route.fields()))
            .setIdleTimeout(SILENCE.toMillis())
            .putHeader(HttpHeaders.ACCEPT, "text/event-stream")
            .putHeader(Endpoint.AS, route.caller().agent());
    return last.isEmpty() ? options : options.putHeader("Last-Event-ID", last);
  }

  private static Future<Void> accepted(
      HttpClientResponse response, String last, Feed.Reader reader) {
    if (response.statusCode() == 200) {
      HttpFeed.read(response, last, reader);
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
    throw Refusals.of(response.statusCode(), json);
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

  /** In words only: which hub is left is known where its answer fails. */
  @Override
  public MultichatException told(Throwable failure) {
    return nodes.current().told(failure);
  }

  Future<Void> close() {
    return streams.close().eventually(http::close);
  }
}
