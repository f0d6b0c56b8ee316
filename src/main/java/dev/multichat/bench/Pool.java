package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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

/** So many connections to a hub, on which an operator posts as agents. */
final class Pool {
  private final HttpClient http;
  private final String token;

  /** What came back, whole. */
  record Came(int status, MultiMap headers, Buffer body) {}

  Pool(Vertx vertx, Bed.Door door, int connections) {
    token = "Bearer " + door.token();
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(door.url().getHost())
                .setDefaultPort(door.url().getPort()),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** A request to a path with a JSON body, to which headers may be added. */
  RequestOptions request(Caller caller, String path) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setURI(path)
        .putHeader(HttpHeaders.AUTHORIZATION, token)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(Endpoint.AS, caller.agent());
  }

  Future<Came> post(RequestOptions options, Buffer body) {
    return http.request(options).compose(request -> posted(request, body));
  }

  /** Listens before it sends, so that no answer is too quick for it. */
  private static Future<Came> posted(HttpClientRequest request, Buffer body) {
    Future<Came> came = request.response().compose(Pool::whole);
    return request.send(body).transform(sent -> came);
  }

  private static Future<Came> whole(HttpClientResponse response) {
    return response.body().map(body -> new Came(response.statusCode(), response.headers(), body));
  }

  Future<Void> close() {
    return http.close();
  }
}
