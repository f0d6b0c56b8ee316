package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Wire;
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
import io.vertx.core.json.JsonObject;

/**
 * Sends by HTTP as lean as a load generator should, since it shares the machine with the hub: it
 * reads the receipt, but does not take it apart.
 */
final class Posts {
  private final HttpClient http;
  private final String token;

  Posts(Vertx vertx, Bed.Door door, int connections) {
    token = "Bearer " + door.token();
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(door.url().getHost())
                .setDefaultPort(door.url().getPort()),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  Future<?> send(Caller caller, Draft draft) {
    Buffer body = Buffer.buffer(Wire.text(draft));
    RequestOptions post =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI(Endpoint.of("send").target(new JsonObject()))
            .putHeader(HttpHeaders.AUTHORIZATION, token)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(Endpoint.AS, caller.agent());
    return http.request(post).compose(request -> posted(request, body));
  }

  /** Listens before it sends, so that no answer is too quick for it. */
  private static Future<Buffer> posted(HttpClientRequest request, Buffer body) {
    Future<Buffer> receipt = request.response().compose(Posts::receipt);
    return request.send(body).transform(sent -> receipt);
  }

  private static Future<Buffer> receipt(HttpClientResponse response) {
    return response.statusCode() == 201
        ? response.body()
        : Future.failedFuture("The hub answered " + response.statusCode() + ".");
  }

  Future<Void> close() {
    return http.close();
  }
}
