package dev.multichat.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Removes a whole store from its server: every key under its prefix. */
public final class Erasure {
  private static final int STEP = 1000;

  private Erasure() {}

  public static Future<Void> of(Vertx vertx, String url) {
    Address address = Address.of(url);
    return Link.open(vertx, address, Script.READS, List.of(address.prefix()))
        .compose(link -> from(link, address.prefix(), "0").eventually(link::close));
  }

  private static Future<Void> from(Link link, String prefix, String cursor) {
    String pattern = prefix.replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + "*";
    Request scan = Request.cmd(Command.SCAN).arg(cursor).arg("MATCH").arg(pattern);
    return link.send(scan.arg("COUNT").arg(STEP))
        .compose(
            told -> {
              String next = told.get(0).toString();
              return remove(link, told.get(1))
                  .compose(
                      done ->
                          next.equals("0") ? Future.succeededFuture() : from(link, prefix, next));
            });
  }

  private static Future<?> remove(Link link, Response keys) {
    if (keys.size() == 0) {
      return Future.succeededFuture();
    }
    Request unlink = Request.cmd(Command.UNLINK);
    keys.forEach(key -> unlink.arg(key.toString()));
    return link.send(unlink);
  }
}
