package dev.multichat.gateway.http;

import dev.multichat.core.Caller;
import dev.multichat.core.Streams;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Cut;
import dev.multichat.gateway.Feeds;
import dev.multichat.gateway.Rendered;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.Turns;
import dev.multichat.metrics.Meters;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams: their routes, the one beat of all of them, and who is cut. */
final class Streaming {
  private static final Logger LOG = LoggerFactory.getLogger(Streaming.class);

  private static final String LAST = "Last-Event-ID";

  private final Vertx vertx;
  private final Shared shared;
  private final Turns<EventStream> open;
  private final AtomicLong cuts = new AtomicLong();
  private final Map<String, Feeds.Feed> feeds;

  Streaming(Vertx vertx, Backstage backstage, Duration beat) {
    this.vertx = vertx;
    this.shared = backstage.shared();
    this.feeds = new Feeds(backstage.handover().streams(), shared.places()).byId();
    this.open = new Turns<>(vertx, beat, EventStream::beat);
  }

  void serve(Router router) {
    for (Endpoint endpoint : Endpoint.STREAMS) {
      Feeds.Feed feed = Objects.requireNonNull(feeds.get(endpoint.id()));
      Rendered<Buffer> events = new Rendered<>(item -> event(item, feed), Buffer::length);
      router
          .get(Api.form(endpoint))
          .handler(context -> begin(context, endpoint, new Shown(feed, events::of)));
    }
  }

  private record Shown(Feeds.Feed feed, Function<Streams.Item, Buffer> form) {}

  private void begin(RoutingContext context, Endpoint endpoint, Shown shown) {
    HttpServerRequest request = context.request();
    Caller caller = shared.door().caller(request);
    JsonObject fields = Api.with(context, endpoint, Query.of(request));
    shared.places().take(caller);
    Future.succeededFuture(resumed(request, fields))
        .compose(from -> shown.feed().opening().apply(caller, from))
        .onSuccess(source -> follow(context, source, new Rules(caller, shown.form())))
        .onFailure(
            failure -> {
              shared.places().give(caller);
              Problems.answer(request, failure);
            });
  }

  /** Where a browser or a client of ours goes on counts before where its address once began. */
  private static JsonObject resumed(HttpServerRequest request, JsonObject fields) {
    String last = request.getHeader(LAST);
    if (last != null && !last.isEmpty()) {
      fields.remove("afterSeq");
      fields.put("cursor", last);
    }
    return fields;
  }

  private static Buffer event(Streams.Item item, Feeds.Feed feed) {
    String name = item.entry().type().toString();
    String data = feed.shown().apply(item);
    return Buffer.buffer("id: " + item.cursor() + "\nevent: " + name + "\ndata: " + data + "\n\n");
  }

  private void follow(RoutingContext context, Streams.Stream source, Rules rules) {
    EventStream stream = new EventStream(vertx, context.request(), source, rules);
    open.add(stream);
    shared.meters().opened(Meters.Connection.STREAM);
    context.addEndHandler(ended -> end(stream, rules));
    if (context.response().closed()) {
      end(stream, rules);
    } else {
      stream.begin();
    }
  }

  private void end(EventStream stream, Rules rules) {
    if (open.remove(stream)) {
      shared.places().give(rules.caller);
      shared.meters().closed(Meters.Connection.STREAM);
    }
    stream.stop();
  }

  void close() {
    open.close();
  }

  private final class Rules implements EventStream.Keeper {
    private final Caller caller;
    private final Function<Streams.Item, Buffer> form;

    Rules(Caller caller, Function<Streams.Item, Buffer> form) {
      this.caller = caller;
      this.form = form;
    }

    @Override
    public void admit(HttpServerRequest request) {
      shared.door().caller(request);
    }

    @Override
    public Function<Streams.Item, Buffer> form() {
      return form;
    }

    @Override
    public Runnable take(long bytes) {
      long counted = shared.budget().page(bytes);
      shared.budget().take(caller.agent(), counted);
      return () -> shared.budget().give(caller.agent(), counted);
    }

    @Override
    public int patienceMs() {
      return (int) shared.slowReader().toMillis();
    }

    @Override
    public void cut(EventStream stream) {
      shared.meters().cut();
      LOG.info(
          "The stream {} of '{}' was cut, since its reader took nothing for {} ms; {} cut so far",
          Texts.shown(stream.request().path()),
          caller.agent(),
          patienceMs(),
          cuts.incrementAndGet());
      stream.stop();
      Cut.now(stream.request().connection());
    }
  }
}
