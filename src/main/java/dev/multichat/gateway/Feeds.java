package dev.multichat.gateway;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Streams;
import dev.multichat.wire.Fields;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The streams by the ids that openapi.yaml gives them: decode, open, and what an item shows. */
public final class Feeds {
  /** The stream of a session. */
  public static final String SESSION = "sessionStream";

  private static final String CURSOR = "cursor";

  private final Streams streams;

  /**
   * A stream.
   *
   * @param opening begins it for a caller, with the fields of a request
   * @param shown what a reader gets of an entry, as JSON text
   */
  public record Feed(
      BiFunction<Caller, JsonObject, Future<Streams.Stream>> opening,
      Function<Entry, String> shown) {}

  public Feeds(Streams streams) {
    this.streams = streams;
  }

  /** All of them. */
  public Map<String, Feed> byId() {
    return Map.of(
        "inboxStream",
        new Feed(this::inbox, new Rendered(Feeds::message)::text),
        SESSION,
        new Feed(this::session, new Rendered(Wire::text)::text));
  }

  private Future<Streams.Stream> inbox(Caller caller, JsonObject fields) {
    Fields.only(fields, "agent", CURSOR);
    return streams.inbox(caller, text(fields, "agent"), text(fields, CURSOR));
  }

  private Future<Streams.Stream> session(Caller caller, JsonObject fields) {
    Fields.only(fields, "session", "afterSeq", CURSOR);
    return streams.session(caller, Wire.decode(fields, HistoryQuery.class));
  }

  private static @Nullable String text(JsonObject fields, String name) {
    return fields.getValue(name) == null ? null : Fields.text(fields, name);
  }

  private static String message(Entry entry) {
    return Wire.text(Objects.requireNonNull(entry.message()));
  }
}
