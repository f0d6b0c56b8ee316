package dev.multichat.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection with its script, from its opening to its end; nothing waits on it for ever. */
final class Link {
  private final Redis client;
  private final RedisConnection connection;
  private final int timeoutMs;
  private final Script script;
  private final List<String> head;
  private volatile String sha = "";

  private Link(
      Redis client, RedisConnection connection, int timeoutMs, Script script, List<String> head) {
    this.client = client;
    this.connection = connection;
    this.timeoutMs = timeoutMs;
    this.script = script;
    this.head = head;
  }

  /** Connects and loads the script; {@code head} goes before the arguments of each call. */
  static Future<Link> open(Vertx vertx, Address address, Script script, List<String> head) {
    Redis client = Redis.createClient(vertx, address.options());
    return client
        .connect()
        .timeout(address.timeoutMs(), TimeUnit.MILLISECONDS)
        .map(connection -> new Link(client, connection, address.timeoutMs(), script, head))
        .compose(link -> link.load().map(link))
        .onFailure(failure -> client.close());
  }

  void onEnd(Runnable ended) {
    connection.endHandler(end -> ended.run());
    connection.exceptionHandler(failure -> ended.run());
  }

  Future<Void> load() {
    return send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text))
        .map(loaded -> sha = String.valueOf(loaded))
        .mapEmpty();
  }

  /** Runs a command of the script. */
  Future<@Nullable Response> call(String command, List<String> arguments) {
    Request request = Request.cmd(Command.EVALSHA).arg(sha).arg(0).arg(command);
    head.forEach(request::arg);
    arguments.forEach(request::arg);
    return send(request);
  }

  Future<@Nullable Response> send(Request request) {
    return connection.send(request).timeout(timeoutMs, TimeUnit.MILLISECONDS);
  }

  Future<Void> close() {
    connection.endHandler(null);
    return client.close();
  }
}
