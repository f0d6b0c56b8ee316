package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.Scene;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A daemon that is called over plain HTTP; what comes through the witness is held. */
final class House implements AutoCloseable {
  static final OpenApi CONTRACT = OpenApi.packaged();

  final Vertx vertx = Vertx.vertx();
  final String operator;
  private final Daemon daemon;
  private final Witness witness;
  private final HttpClient client;

  House(Path folder) {
    Config config = Tokens.served(Scene.config(folder), folder);
    daemon = await(Daemon.start(vertx, config));
    operator = Tokens.operators(folder);
    witness = new Witness(vertx, CONTRACT, daemon.url());
    client = vertx.createHttpClient();
  }

  /** The token of an agent that it enrols. */
  String enrolled(String id) {
    return posted("/v1/agents", operator, new JsonObject().put("id", id)).told("token");
  }

  Exchange got(String target, String token) {
    return called("GET", target, token, Buffer.buffer());
  }

  Exchange posted(String target, String token, JsonObject body) {
    return called("POST", target, token, body.toBuffer(), "Content-Type", "application/json");
  }

  /** A call with these headers beside the token's, name and value in turns. */
  Exchange called(String method, String target, String token, Buffer body, String... headers) {
    return call(witness.url(), method, target, body, all(token, headers));
  }

  /** The same past the witness, for what a client of its kind would not send on. */
  Exchange direct(String method, String target, String token, Buffer body, String... headers) {
    return call(URI.create(daemon.url()), method, target, body, all(token, headers));
  }

  private static MultiMap all(String token, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    if (!token.isEmpty()) {
      all.add("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return all;
  }

  /** The whole of a stream, once it has ended. */
  Future<Exchange> following(String target, String token) {
    return calling(witness.url(), "GET", target, Buffer.buffer(), all(token));
  }

  private Exchange call(URI url, String method, String target, Buffer body, MultiMap headers) {
    return await(calling(url, method, target, body, headers));
  }

  private Future<Exchange> calling(
      URI url, String method, String target, Buffer body, MultiMap headers) {
    RequestOptions options =
        new RequestOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setMethod(HttpMethod.valueOf(method))
            .setURI(target)
            .setHeaders(headers);
    return client
        .request(options)
        .compose(
            request -> {
              Future<Exchange.Part> answer = request.response().compose(House::part);
              Exchange.Part sent = new Exchange.Part(headers, body);
              return request
                  .send(body)
                  .compose(
                      head ->
                          answer.map(
                              part -> new Exchange(method, target, sent, head.statusCode(), part)));
            });
  }

  private static Future<Exchange.Part> part(HttpClientResponse response) {
    return response.body().map(text -> new Exchange.Part(response.headers(), text));
  }

  /** What was not as openapi.yaml has it. */
  List<String> faults() {
    return witness.faults();
  }

  /** The operations that succeeded. */
  Set<String> seen() {
    return witness.seen();
  }

  @Override
  public void close() {
    await(daemon.close());
    await(vertx.close());
  }
}
