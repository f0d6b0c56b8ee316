package dev.multichat.bench;

import dev.multichat.client.HubClient;
import dev.multichat.core.Kind;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The measurements of {@code bench --http}: the way over HTTP beside the one inside the JVM. */
public final class Web {
  private static final int CONNECTIONS = 64;
  private static final int WIDE = 256;
  private static final double WARM_UP_SECONDS = 8;
  private static final double SECONDS = 5;
  private static final long A_MILLION = 1_000_000;
  private static final double NO_LIMIT_SECONDS = 3600;

  private final Bed bed;
  private final Consumer<String> line;
  private final boolean million;
  private final Sheet sheet;

  /**
   * @param million reads inboxes out of a million messages as well, which are sent before
   */
  public Web(Bed bed, Consumer<String> line, boolean million) {
    this.bed = bed;
    this.line = line;
    this.sheet = new Sheet(line);
    this.million = million;
  }

  /** Runs everything; the report is what {@code --json} prints. */
  public Future<Map<String, Object>> run() {
    sheet.begin();
    return bed.open().compose(this::measured).eventually(bed::stop).map(done -> sheet.report());
  }

  private Future<?> measured(Bed.Rig rig) {
    Bed.Door door = Objects.requireNonNull(rig.door());
    HubClient client = new HubClient(rig.vertx(), door.url(), door.token());
    Load inside = new Load(rig.vertx(), Kind.INFORM);
    Posts posts = new Posts(rig.vertx(), door, CONNECTIONS);
    Load outside = new Load(rig.vertx(), Kind.INFORM, posts::send);
    return inside
        .prepare()
        .compose(ready -> inside.run(CONNECTIONS, WARM_UP_SECONDS, Long.MAX_VALUE))
        .compose(warm -> outside.run(CONNECTIONS, WARM_UP_SECONDS, Long.MAX_VALUE))
        .compose(warm -> measure(inside, "event bus", CONNECTIONS))
        .compose(done -> measure(outside, "HTTP", CONNECTIONS))
        .compose(done -> measure(inside, "event bus", 1))
        .compose(done -> measure(outside, "HTTP", 1))
        .compose(done -> million ? pages(inside, client) : Future.succeededFuture())
        .eventually(posts::close)
        .eventually(client::close);
  }

  private Future<?> pages(Load inside, HubClient client) {
    line.accept(
        "Sending a million messages; then the agents' inboxes are read over HTTP, one after the other.");
    return inside
        .run(WIDE, NO_LIMIT_SECONDS, A_MILLION)
        .compose(sent -> new InboxPages(client.coordinator()).run())
        .onSuccess(sheet::note);
  }

  private Future<Result> measure(Load load, String name, int inFlight) {
    return sheet.measure(load, name, inFlight, SECONDS);
  }
}
