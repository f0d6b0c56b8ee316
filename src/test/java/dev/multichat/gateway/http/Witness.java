package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and the daemon, and notes what is not as openapi.yaml has it. */
final class Witness implements AutoCloseable {
  private static final int HEAD_BYTES = 64 * 1024;

  private final Judge judge;
  private final HttpClient client;
  private final HttpServer server;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final OpenApi contract;

  Witness(Vertx vertx, OpenApi contract, String daemon) {
    this.contract = contract;
    this.judge = new Judge(contract);
    URI url = URI.create(daemon);
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort()),
            new PoolOptions().setHttp1MaxSize(256));
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(HEAD_BYTES)
            .setMaxInitialLineLength(HEAD_BYTES)
            .setHost("127.0.0.1")
            .setPort(0);
    server = await(vertx.createHttpServer(options).requestHandler(this::pass).listen());
  }

  /** Where it is reached in place of the daemon. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** What it noted. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The operations that succeeded. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  private void pass(HttpServerRequest request) {
    request
        .body()
        .compose(body -> client.request(like(request)).compose(out -> passed(request, out, body)))
        .onFailure(gone -> request.connection().close());
  }

  private static RequestOptions like(HttpServerRequest request) {
    return new RequestOptions()
        .setMethod(request.method())
        .setURI(request.uri())
        .setHeaders(request.headers());
  }

  private Future<Void> passed(HttpServerRequest request, HttpClientRequest out, Buffer body) {
    request.connection().closeHandler(closed -> out.reset());
    Future<Exchange> whole =
        out.response()
            .compose(
                in ->
                    in.body()
                        .map(
                            text ->
                                new Exchange(
                                    request.method().name(),
                                    request.uri(),
                                    new Exchange.Part(request.headers(), body),
                                    in.statusCode(),
                                    new Exchange.Part(in.headers(), text))));
    return out.send(body).compose(sent -> whole).compose(exchange -> passedOn(request, exchange));
  }

  private Future<Void> passedOn(HttpServerRequest request, Exchange exchange) {
    note(exchange);
    request.connection().closeHandler(closed -> {});
    request.response().setStatusCode(exchange.status());
    request.response().headers().setAll(exchange.answer().headers());
    return request.response().end(exchange.answer().body());
  }

  private void note(Exchange exchange) {
    try {
      faults.addAll(judge.faults(exchange));
      if (exchange.status() < 400) {
        contract
            .operation(exchange.method(), exchange.path())
            .ifPresent(operation -> seen.add(operation.id()));
      }
    } catch (RuntimeException e) {
      faults.add(exchange + " cannot be judged: " + e);
    }
  }

  @Override
  public void close() {
    await(server.close());
    await(client.close());
  }
}
