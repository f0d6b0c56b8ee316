package dev.multichat.gateway;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.Handover;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Streams;
import dev.multichat.wire.Fields;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The streams by the ids that openapi.yaml gives them: decode, open, and what an item shows. */
public final class Feeds {
  /** The stream of a session. */
  public static final String SESSION = "sessionStream";

  private static final String CURSOR = "cursor";

  private final Streams streams;
  private final Places places;

  /**
   * A stream.
   *
   * @param opening begins it for a caller, with the fields of a request; LIMITED for one too many
   * @param shown what a reader gets of an item, as JSON text
   */
  public record Feed(
      BiFunction<Caller, JsonObject, Future<Streams.Stream>> opening,
      Function<Streams.Item, String> shown) {}

  public Feeds(Streams streams, Places places) {
    this.streams = streams;
    this.places = places;
  }

  /** All of them. */
  public Map<String, Feed> byId() {
    return Map.of(
        "inboxStream",
        feed(this::inbox, shown(Feeds::message)),
        SESSION,
        feed(this::session, shown(Wire::text)));
  }

  private static Function<Streams.Item, String> shown(Function<Entry, String> form) {
    return new Rendered<String>(item -> form.apply(item.entry()), String::length)::of;
  }

  private Feed feed(
      BiFunction<Caller, JsonObject, Future<Streams.Stream>> opening,
      Function<Streams.Item, String> shown) {
    return new Feed(
        (caller, fields) ->
            Future.<Void>future(
                    place -> {
                      places.takeStream(caller);
                      place.complete();
                    })
                .compose(
                    taken ->
                        opened(opening, caller, fields)
                            .onFailure(refused -> places.giveStream(caller))),
        shown);
  }

  private Future<Streams.Stream> opened(
      BiFunction<Caller, JsonObject, Future<Streams.Stream>> opening,
      Caller caller,
      JsonObject fields) {
    return Future.succeededFuture(fields)
        .compose(given -> opening.apply(caller, given))
        .map(stream -> new Placed(stream, () -> places.giveStream(caller)));
  }

  /** Gives its place back when it is closed, however often that is. */
  private static final class Placed implements Streams.Stream {
    private final Streams.Stream stream;
    private final AtomicReference<Runnable> giving;

    Placed(Streams.Stream stream, Runnable giving) {
      this.stream = stream;
      this.giving = new AtomicReference<>(giving);
    }

    @Override
    public Future<Handover.Handed<List<Streams.Item>>> next() {
      return stream.next();
    }

    @Override
    public void close() {
      stream.close();
      giving.getAndSet(() -> {}).run();
    }
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
