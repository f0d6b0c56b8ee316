package dev.multichat.store.redis;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store: checks the server and what it holds, and makes the connections. */
final class Opener {
  private static final Logger LOG = LoggerFactory.getLogger(Opener.class);
  private static final int SCHEMA = 2;

  private final Vertx vertx;
  private final Address address;
  private final Clock clock;
  private final String instance = UUID.randomUUID().toString();
  private final AtomicReference<@Nullable Server> server = new AtomicReference<>();
  private volatile boolean opened;

  Opener(Vertx vertx, Address address, Clock clock) {
    this.vertx = vertx;
    this.address = address;
    this.clock = clock;
  }

  Future<RedisStore> open(boolean readOnly) {
    Line reads = new Line(vertx, address, Script.READS, this::readHead, this::look);
    Line writes = new Line(vertx, address, Script.WRITES, this::writeHead, this::fence);
    return reads
        .connect()
        .compose(there -> readOnly ? Future.succeededFuture() : prepare(writes))
        .compose(prepared -> reads.call("meta", List.of()))
        .map(meta -> info(meta, readOnly))
        .map(info -> new RedisStore(info, address, clock, reads, readOnly ? null : writes))
        .onSuccess(store -> tell(store.info(), readOnly))
        .recover(
            failure ->
                writes
                    .close("unfence")
                    .transform(done -> reads.close(null))
                    .transform(done -> Future.failedFuture(Faults.of(address, failure))));
  }

  private List<String> readHead(long connection) {
    return List.of(address.prefix());
  }

  private List<String> writeHead(long connection) {
    return List.of(address.prefix(), instance, String.valueOf(connection));
  }

  /** The first connection checks the server; the others only use it. */
  private Future<Void> look(Link link) {
    return server.get() != null
        ? Future.succeededFuture()
        : Server.of(link, address).onSuccess(server::set).mapEmpty();
  }

  /** What was sent over connections of before comes to nothing from here on. */
  private Future<Void> fence(Link link) {
    return link.call("fence", List.of("0", opened ? "again" : "first"))
        .compose(
            epoch ->
                epoch == null && opened
                    ? Future.failedFuture(Faults.gone(address))
                    : Future.<Void>succeededFuture());
  }

  /** Makes what is missing, unless what is there is newer. */
  private Future<?> prepare(Line writes) {
    return writes
        .connect()
        .compose(
            connected ->
                writes.call(
                    "create", List.of("0", String.valueOf(SCHEMA), UUID.randomUUID().toString())));
  }

  private StoreInfo info(Response meta, boolean readOnly) {
    if (meta.get(0) == null || meta.get(1) == null) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          address.shown() + " holds no store; start the daemon once, or give another --store.");
    }
    int schema = meta.get(0).toInteger();
    if (schema > SCHEMA) {
      throw MultichatException.conflict(
          address.shown() + " has schema " + schema + "; this version knows up to " + SCHEMA + ".");
    }
    if (schema < SCHEMA) {
      throw MultichatException.conflict(
          address.shown()
              + " has schema "
              + schema
              + " of an unreleased version, which this one does not read; export it with that one,"
              + " and import it under another prefix.");
    }
    opened = true;
    Server checked = server.get();
    String durability = readOnly || checked == null ? "opened only to read" : checked.durability();
    return new StoreInfo(address.shown(), durability, meta.get(1).toString(), schema);
  }

  private void tell(StoreInfo info, boolean readOnly) {
    Server checked = server.get();
    if (!readOnly && checked != null && checked.keeps()) {
      LOG.info("{}: {}", info.url(), info.durability());
    } else if (!readOnly) {
      LOG.warn("{}: {}. Set appendonly yes and appendfsync always.", info.url(), info.durability());
    }
  }
}
