package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Sends by HTTP as lean as a load generator should, since it shares the machine with the hub: it
 * reads the receipt, but does not take it apart.
 */
final class Posts {
  private static final int CREATED = 201;

  private final Pool pool;
  private final String path = Endpoint.of("send").target(new JsonObject());

  Posts(Vertx vertx, Bed.Door door, int connections) {
    pool = new Pool(vertx, door, connections);
  }

  Future<?> send(Caller caller, Draft draft) {
    return pool.post(pool.request(caller, path), Buffer.buffer(Wire.text(draft)))
        .compose(Posts::receipt);
  }

  private static Future<Buffer> receipt(Pool.Came came) {
    return came.status() == CREATED
        ? Future.succeededFuture(came.body())
        : Future.failedFuture("The hub answered " + came.status() + ".");
  }

  Future<Void> close() {
    return pool.close();
  }
}
