package dev.multichat.store.redis;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read of the log and of what became of its messages. */
abstract class LogReads implements SessionStore {
  private final Line line;

  LogReads(Line line) {
    this.line = line;
  }

  Future<@Nullable Response> read(String what, Object... arguments) {
    return line.call(what, Arrays.stream(arguments).map(String::valueOf).toList())
        .recover(failure -> Future.failedFuture(Faults.ofReading(failure)));
  }

  private Future<List<Entry>> entries(String what, Object... arguments) {
    return read(what, arguments).map(Stamps::entries);
  }

  @Override
  public Future<List<Message>> history(String session, long afterSeq, int limit) {
    return entries("history", session, afterSeq, limit)
        .map(found -> found.stream().map(LogReads::message).toList());
  }

  private static Message message(Entry entry) {
    return Objects.requireNonNull(entry.message(), "a message's entry");
  }

  @Override
  public Future<List<Entry>> feed(long afterPosition, int limit) {
    return read("feed", afterPosition, limit)
        .compose(
            told -> {
              List<Entry> found = Stamps.entries(told.get(2));
              boolean toEnd = told.get(0).toInteger() == 1;
              return found.isEmpty() && !toEnd
                  ? feed(told.get(1).toLong(), limit)
                  : Future.succeededFuture(found);
            });
  }

  @Override
  public Future<Optional<Entry>> message(String id) {
    return entries("message", id).map(found -> found.stream().findFirst());
  }

  @Override
  public Future<Optional<Known>> known(String id) {
    return read("known", id)
        .map(record -> Optional.ofNullable(record).map(found -> known(id, found)));
  }

  static Known known(String id, Response record) {
    String[] fields = record.toString().split(" ", -1);
    return new Known(id, fields[1], fields[2], Long.parseLong(fields[0]));
  }

  @Override
  public Future<List<Entry>> inbox(String agent, long afterPosition, int limit) {
    return entries("inbox", agent, afterPosition, limit);
  }

  @Override
  public Future<Optional<Receipt>> receipts(String message) {
    return read("receipts", message)
        .map(told -> told.size() == 0 ? Optional.empty() : Optional.of(receipt(told)));
  }

  @Override
  public Future<Map<String, Kept>> kept(List<String> messages) {
    return read("kept", messages.toArray())
        .map(
            told -> {
              Map<String, Kept> byId = new HashMap<>();
              told.forEach(one -> byId.put(one.get(0).toString(), kept(one)));
              return byId;
            });
  }

  private static Kept kept(Response told) {
    Instant recorded = Instant.ofEpochMilli(told.get(2).toLong());
    List<Receipt.Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < told.get(3).size(); i++) {
      String agent = told.get(3).get(i).toString();
      Receipt.Recipient first = new Receipt.Recipient(agent, ReceiptState.RECORDED, recorded);
      recipients.add(moved(first, told.get(4).get(i)));
    }
    return new Kept(known(told.get(0).toString(), told.get(1)), recipients);
  }

  private static Receipt receipt(Response told) {
    Receipt first = Receipt.first(Stamps.entry(told.get(0)));
    List<Receipt.Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < first.recipients().size(); i++) {
      recipients.add(moved(first.recipients().get(i), told.get(1).get(i)));
    }
    return new Receipt(
        first.id(),
        first.session(),
        first.seq(),
        first.position(),
        first.exchange(),
        first.recordedAt(),
        recipients);
  }

  private static Receipt.Recipient moved(Receipt.Recipient first, @Nullable Response state) {
    if (state == null) {
      return first;
    }
    String row = state.toString();
    Instant at = Instant.ofEpochMilli(Long.parseLong(row.substring(2)));
    return new Receipt.Recipient(first.agent(), Stamps.state(row.charAt(0)), at);
  }

  @Override
  public Future<List<Entry>> exchange(String id, long afterPosition, int limit) {
    return entries("exchange", id, afterPosition, limit);
  }

  @Override
  public Future<List<Entry>> notices(String id, long afterPosition, int limit) {
    return entries("notices", id, afterPosition, limit);
  }

  @Override
  public Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit) {
    return entries("openers", session == null ? "" : session, belowPosition, limit);
  }

  @Override
  public Future<Long> position(String name) {
    return read("position", name).map(Response::toLong);
  }

  @Override
  public Future<Long> lastPosition() {
    return read("last").map(Response::toLong);
  }
}
