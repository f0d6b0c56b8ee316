package dev.multichat.gateway.mcp;

import static dev.multichat.store.contract.Trial.await;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Requests to one path, {@code /mcp} unless told otherwise, as they are, and what comes back. */
final class Wires {
  private static final int CONNECTIONS = 128;

  private final HttpClient client;
  private final URI url;
  private final String path;

  /** What came back, whole. */
  record Came(int status, MultiMap headers, String text) {
    /** The message, or the last one of a stream. */
    JsonObject json() {
      List<JsonObject> all = messages();
      return all.get(all.size() - 1);
    }

    /** All messages of a stream; of JSON the only one. */
    List<JsonObject> messages() {
      if (!type().startsWith("text/event-stream")) {
        return List.of(new JsonObject(text));
      }
      List<JsonObject> all = new ArrayList<>();
      text.lines()
          .filter(line -> line.startsWith("data: "))
          .forEach(line -> all.add(new JsonObject(line.substring("data: ".length()))));
      return all;
    }

    String type() {
      return String.valueOf(headers.get("Content-Type"));
    }

    int code() {
      return json().getJsonObject("error").getInteger("code");
    }
  }

  Wires(Vertx vertx, String url) {
    this(vertx, url, "/mcp");
  }

  Wires(Vertx vertx, String url, String path) {
    this(vertx, url, path, CONNECTIONS);
  }

  /**
   * @param connections that it opens at most
   */
  Wires(Vertx vertx, String url, String path, int connections) {
    this.path = path;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(connections));
    this.url = URI.create(url);
  }

  /**
   * A request with a token, none when it is empty; headers as name and value in turns, each line of
   * a value as one.
   */
  Future<Came> going(String method, String token, Buffer body, String... headers) {
    return sent(method, token, body, Wires::whole, headers);
  }

  Came send(String method, String token, String body, String... headers) {
    return await(going(method, token, Buffer.buffer(body), headers));
  }

  private static Future<Came> whole(HttpClientResponse response) {
    return response
        .body()
        .map(all -> new Came(response.statusCode(), response.headers(), all.toString()));
  }

  /** The same, taken as it comes. */
  Future<Streamed> streamed(String method, String token, Buffer body, String... headers) {
    return sent(method, token, body, Wires::parts, headers);
  }

  private static Future<Streamed> parts(HttpClientResponse response) {
    return Future.succeededFuture(new Streamed(response));
  }

  private <T> Future<T> sent(
      String method,
      String token,
      Buffer body,
      Function<HttpClientResponse, Future<T>> taking,
      String... headers) {
    RequestOptions options =
        new RequestOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setMethod(HttpMethod.valueOf(method))
            .setURI(path)
            .setHeaders(all(token, headers));
    return client
        .request(options)
        .compose(
            request -> {
              Future<T> taken = request.response().compose(taking);
              return (method.equals("POST") ? request.send(body) : request.send())
                  .compose(head -> taken);
            });
  }

  private static MultiMap all(String token, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    all.add("Content-Type", "application/json");
    all.add("Accept", "application/json, text/event-stream");
    if (!token.isEmpty()) {
      all.add("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      List<String> lines = List.of(headers[i + 1].split("\n"));
      all.set(headers[i], lines);
    }
    return all;
  }
}
