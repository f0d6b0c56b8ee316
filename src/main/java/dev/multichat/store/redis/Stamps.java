package dev.multichat.store.redis;

import dev.multichat.core.Agent;
import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the script adds to an entry's document (its stamp), and entries made of both. */
final class Stamps {
  /** A receipt's state by its number in Redis, which never changes. */
  private static final List<ReceiptState> STATES =
      List.of(
          ReceiptState.RECORDED,
          ReceiptState.DELIVERED,
          ReceiptState.ACKNOWLEDGED,
          ReceiptState.REPLIED,
          ReceiptState.EXPIRED,
          ReceiptState.DEAD);

  static final int ACKNOWLEDGED = 2;

  private Stamps() {}

  static int number(ReceiptState state) {
    return STATES.indexOf(state);
  }

  static ReceiptState state(char number) {
    return STATES.get(number - '0');
  }

  /** The entry of a stored value: its stamp, its brief and its document, a line each. */
  static Entry entry(Response value) {
    return Faults.sound(
        () -> {
          String text = value.toString();
          int stamp = text.indexOf('\n');
          int doc = text.indexOf('\n', stamp + 1) + 1;
          Entry entry = Wire.decode(text.substring(doc), Entry.class);
          return stamped(entry, new JsonObject(text.substring(0, stamp)));
        });
  }

  static List<Entry> entries(@Nullable Response values) {
    List<Entry> entries = new ArrayList<>();
    if (values != null) {
      values.forEach(value -> entries.add(entry(value)));
    }
    return entries;
  }

  private static Entry stamped(Entry entry, JsonObject stamp) {
    long position = stamp.getLong("p");
    Instant at = Instant.ofEpochMilli(stamp.getLong("t"));
    if (stamp.containsKey("r")) {
      return entry.appended(position, at, entry.exchanges());
    }
    List<String> exchanges = strings(stamp.getJsonArray("x"));
    Message message = entry.message();
    if (message != null) {
      List<String> to = strings(stamp.getJsonArray("o"));
      Message appended = message.to(to).appended(exchanges.get(0), stamp.getLong("q"), at);
      List<Card> cards = stamp.getJsonArray("c").stream().map(Stamps::card).toList();
      return entry.with(appended, cards).appended(position, at, exchanges);
    }
    JsonArray card = stamp.getJsonArray("a");
    Entry changed = card == null ? entry : changed(entry, card);
    return changed.appended(position, at, exchanges);
  }

  private static Entry changed(Entry entry, JsonArray fields) {
    Agent agent = agent(fields.getString(0), fields, 1);
    return Entry.agent(agent, Objects.requireNonNullElse(entry.by(), agent.id()));
  }

  /** An agent of its fields, which begin somewhere in an array. */
  static Agent agent(String id, JsonArray fields, int from) {
    return new Agent(
        id,
        fields.getString(from),
        fields.getString(from + 1),
        fields.getString(from + 2),
        time(fields.getLong(from + 3)),
        time(fields.getLong(from + 4)));
  }

  private static @Nullable Instant time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static Card card(Object fields) {
    JsonArray card = (JsonArray) fields;
    return new Card(card.getString(0), card.getString(1), card.getString(2));
  }

  static List<String> strings(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(String::valueOf).toList();
  }

  /** What the script told of a batch; entries that were given are not read again. */
  static Appended appended(List<Write> batch, Response told) {
    Response all = told.get(1);
    List<Entry> entries = new ArrayList<>(all.size() / 3);
    for (int i = 0; i < all.size(); i += 3) {
      int place = all.get(i).toInteger();
      Entry given = place == 0 ? null : batch.get(place - 1).entry();
      String doc = all.get(i + 2).toString();
      Entry entry = given == null ? Wire.decode(doc, Entry.class) : given;
      entries.add(stamped(entry, new JsonObject(all.get(i + 1).toString())));
    }
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    for (Response one : told.get(0)) {
      outcomes.add(outcome(one, entries));
    }
    return new Appended(outcomes, entries);
  }

  /** The number of an entry or 0; or an entry that was known; or a refusal's code and text. */
  private static Outcome outcome(Response told, List<Entry> entries) {
    if (told.type() == ResponseType.NUMBER) {
      int number = told.toInteger();
      return number == 0 ? Outcome.DONE : Outcome.appended(entries.get(number - 1));
    }
    if (told.size() == 1) {
      return Outcome.known(entry(told.get(0)));
    }
    ErrorCode code = ErrorCode.valueOf(told.get(0).toString());
    String text = told.get(1).toString();
    return Outcome.refused(
        code == ErrorCode.INTERNAL
            ? Faults.incident(new IllegalStateException(text))
            : new MultichatException(code, text));
  }
}
