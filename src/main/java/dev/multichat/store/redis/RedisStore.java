package dev.multichat.store.redis;

import dev.multichat.core.Agenda;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Credential;
import dev.multichat.store.Cursors;
import dev.multichat.store.Fence;
import dev.multichat.store.Lease;
import dev.multichat.store.StoreInfo;
import dev.multichat.store.Write;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The store in one Redis server. Each append is one script, so that nothing can come between its
 * checks and its writes, whoever else writes; completed means as durable as the server's own
 * settings say. Any number of processes may write.
 */
public final class RedisStore extends ListReads {
  private static final int MOST_WRITES = 10_000;

  private final StoreInfo info;
  private final Address address;
  private final Clock clock;
  private final Line reads;
  private final @Nullable Line writes;
  private @Nullable Future<Void> closing;
  private volatile boolean closed;

  RedisStore(StoreInfo info, Address address, Clock clock, Line reads, @Nullable Line writes) {
    super(reads, new Cursors(info.epoch()));
    this.info = info;
    this.address = address;
    this.clock = clock;
    this.reads = reads;
    this.writes = writes;
  }

  /**
   * Opens a URL such as {@code redis://127.0.0.1:6379/0}: to write, making what is missing, or only
   * to read. CONFLICT when the schema is newer; UNAVAILABLE when the server cannot be used.
   */
  public static Future<RedisStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    try {
      return new Opener(vertx, Address.of(url), clock).open(readOnly);
    } catch (MultichatException e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public StoreInfo info() {
    return info;
  }

  @Override
  public boolean shared() {
    return true;
  }

  private Future<@Nullable Response> write(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of(String.valueOf(now().toEpochMilli())));
    Arrays.stream(arguments).map(String::valueOf).forEach(all::add);
    return call(command, all);
  }

  private Future<@Nullable Response> call(String command, List<String> arguments) {
    if (closed) {
      return Future.failedFuture(Faults.closed());
    }
    return writes == null
        ? Future.failedFuture(MultichatException.forbidden("The store was opened only to read."))
        : writes.call(command, arguments);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Future<Appended> append(List<Write> batch) {
    if (batch.size() > MOST_WRITES) {
      String text = "A batch has " + batch.size() + " writes; it may have " + MOST_WRITES + ".";
      return Future.failedFuture(new MultichatException(ErrorCode.TOO_LARGE, text));
    }
    Context context = Vertx.currentContext();
    return call("append", Batch.arguments(batch, info.epoch(), now()))
        .map(told -> Stamps.appended(batch, told))
        .recover(failure -> outlived(failure, context));
  }

  /** Once there is a connection again, what was sent over the lost one cannot come to pass. */
  private Future<Appended> outlived(Throwable failure, @Nullable Context context) {
    MultichatException why = Faults.of(address, failure);
    if (why.code() != ErrorCode.TIMEOUT || writes == null) {
      return Future.failedFuture(why);
    }
    Promise<Appended> told = Promise.promise();
    Future<Appended> judged =
        Future.all(writes.healed(), reads.healed())
            .transform(
                healed ->
                    Future.failedFuture(
                        healed.succeeded() ? Faults.givenUp(address, failure) : why));
    judged.onComplete(
        done -> {
          if (context == null) {
            told.fail(done.cause());
          } else {
            context.runOnContext(none -> told.fail(done.cause()));
          }
        });
    return told.future();
  }

  @Override
  public Future<Agenda> agenda(String agent) {
    return read("agenda", agent).map(told -> Agendas.of(agent, told));
  }

  @Override
  public Future<Void> saveCredentials(String agent, List<Credential> credentials) {
    List<Object> fields = new ArrayList<>(List.of(agent));
    for (Credential one : credentials) {
      fields.addAll(List.of(one.hash(), one.access(), one.createdAt().toEpochMilli()));
    }
    return write("credentials", fields.toArray()).mapEmpty();
  }

  @Override
  public Future<Lease> lease(String name, String holder, Instant until) {
    return write("lease", name, holder, until.toEpochMilli())
        .map(
            told ->
                new Lease(
                    name,
                    told.get(0).toString(),
                    told.get(1).toLong(),
                    Instant.ofEpochMilli(told.get(2).toLong())));
  }

  @Override
  public Future<Void> release(String name, String holder) {
    return write("release", name, holder).mapEmpty();
  }

  @Override
  public Future<Integer> delete(String session, @Nullable Fence fence) {
    return (fence == null
            ? write("delete", session)
            : write("delete", session, fence.lease(), fence.epoch()))
        .map(Response::toInteger);
  }

  @Override
  public Future<Void> newEpoch() {
    return write("epoch", UUID.randomUUID()).mapEmpty();
  }

  @Override
  public Future<List<String>> inspect() {
    return inspect(0, new ArrayList<>());
  }

  private Future<List<String>> inspect(int from, List<String> findings) {
    return read("inspect", from)
        .compose(
            told -> {
              told.get(1).forEach(finding -> findings.add(finding.toString()));
              int looked = told.get(0).toInteger();
              return looked == 0
                  ? Future.succeededFuture(findings)
                  : inspect(from + looked, findings);
            });
  }

  @Override
  public synchronized Future<Void> close() {
    closed = true;
    if (closing == null) {
      Future<Void> written = writes == null ? Future.succeededFuture() : writes.close("unfence");
      closing = written.transform(done -> reads.close(null));
    }
    return closing;
  }
}
