package dev.multichat.store.redis;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The baseline of the benchmark: the client in a loop that writes the keys of notices with bodies
 * of 512 bytes, by 100 agents in 100 sessions, a transaction for each batch, without a script. What
 * it writes is made ready before it is timed, and nothing is checked.
 */
public final class RawLoop {
  private static final int SESSIONS = 100;
  private static final int NOTICES_A_FILE = 200;
  private static final String BODY = "b".repeat(512);
  private static final String HASH = "5a".repeat(32);

  private final RedisConnection connection;
  private final String prefix;
  private final Histogram commits = new Histogram(3);
  private long position;
  private long nanos;

  /** How fast it was; the percentiles are of whole transactions, in microseconds. */
  public record Result(
      int messages, int batch, double perSecond, long p50Micros, long p99Micros, long p999Micros) {}

  private RawLoop(RedisConnection connection, String prefix) {
    this.connection = connection;
    this.prefix = prefix;
  }

  /** Writes so many messages under a fresh prefix, so many in each transaction; blocks. */
  public static Result run(Vertx vertx, String url, int messages, int batch) {
    Address address = Address.of(url);
    Redis client = Redis.createClient(vertx, address.options());
    try {
      RawLoop loop = new RawLoop(result(client.connect()), address.prefix());
      for (int left = messages; left > 0; left -= batch) {
        loop.commit(loop.requests(Math.min(left, batch)));
      }
      return loop.result(messages, batch);
    } finally {
      result(client.close());
    }
  }

  private static <T> T result(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private List<Request> requests(int count) {
    Map<String, Request> keys = new LinkedHashMap<>();
    keys.put("MULTI", Request.cmd(Command.MULTI));
    for (int i = 0; i < count; i++) {
      row(keys, ++position);
    }
    of(keys, Command.HSET, "meta").arg("position").arg(position);
    keys.put("EXEC", Request.cmd(Command.EXEC));
    return new ArrayList<>(keys.values());
  }

  private Request of(Map<String, Request> keys, Command command, String key) {
    return keys.computeIfAbsent(key, name -> Request.cmd(command).arg(prefix + name));
  }

  private void row(Map<String, Request> keys, long at) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    long number = (at - 1) % SESSIONS;
    long seq = (at - 1) / SESSIONS + 1;
    String session = "session-" + number;
    String to = "agent-" + (number + 1) % SESSIONS;
    long inFile = (seq - 1) % NOTICES_A_FILE;
    long file = at - inFile * SESSIONS;
    String known = at + " agent-" + number + " " + HASH + " " + session + " = " + file;
    String placed = inFile == 0 ? String.valueOf(at) : at + " " + (seq - 1);
    Instant now = Instant.now();
    of(keys, Command.HSET, "log:" + at / 1000).arg(at).arg(value(id, number, to, now));
    of(keys, Command.HSET, "ids").arg(id).arg(known);
    of(keys, Command.HSET, "seq").arg(session + " " + seq).arg(placed);
    of(keys, Command.ZADD, "inbox:" + to).arg(at).arg(at);
    String counted = seq + " " + now.toEpochMilli() + " " + file + " 20000 " + (inFile + 1);
    of(keys, Command.HSET, "row").arg(session).arg("0 0 " + counted + " " + seq + " " + id);
    of(keys, Command.ZADD, "active").arg(now.toEpochMilli()).arg(session);
  }

  private static String value(String id, long number, String to, Instant now) {
    String from = "agent-" + number;
    Draft draft = Draft.of(Kind.INFORM, List.of(to), "Subject", BODY);
    Message message = Message.accepted(draft, id, "session-" + number, from, now);
    String stamp =
        "{\"p\":1000000,\"t\":%d,\"q\":10000,\"x\":[\"%s\",\"%s\"],\"o\":[\"%s\"],\"c\":[%s,%s]}"
            .formatted(now.toEpochMilli(), id, id, to, card(from), card(to));
    String brief = "[\"%s\",\"%s\",\"%s\",\"inform\",\"Subject\",null]".formatted(id, id, from);
    return stamp + "\n" + brief + "\n" + Wire.text(Entry.of(message, Audience.LIST));
  }

  private static String card(String id) {
    return "[\"%s\",\"%s\",\"Tester\"]".formatted(id, id);
  }

  private void commit(List<Request> requests) {
    long begun = System.nanoTime();
    result(connection.batch(requests));
    long taken = System.nanoTime() - begun;
    nanos += taken;
    commits.recordValue(taken / 1000);
  }

  private Result result(int messages, int batch) {
    return new Result(
        messages,
        batch,
        messages / (nanos / 1e9),
        commits.getValueAtPercentile(50),
        commits.getValueAtPercentile(99),
        commits.getValueAtPercentile(99.9));
  }
}
