package dev.multichat.bench;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.wire.Drafts;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The measurements of {@code bench --ws}: one WebSocket beside HTTP and the event bus, and how soon
 * a recipient that waits on another WebSocket is shown what was sent.
 */
public final class Live {
  private static final int WIDE = 256;
  private static final int MEDIUM = 16;
  private static final int CONNECTIONS = 64;
  private static final double WARM_UP_SECONDS = 8;
  private static final double SECONDS = 5;

  private final Bed bed;
  private final Consumer<String> line;
  private final Sheet sheet;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> reached = new ArrayList<>();
  private volatile Histogram showing = new ConcurrentHistogram(Load.HIGHEST_NANOS, 3);

  public Live(Bed bed, Consumer<String> line) {
    this.bed = bed;
    this.line = line;
    this.sheet = new Sheet(line);
  }

  /** Runs everything; the report is what {@code --json} prints. */
  public Future<Map<String, Object>> run() {
    sheet.begin();
    return bed.open()
        .compose(this::measured)
        .eventually(bed::stop)
        .compose(done -> bed.open())
        .compose(this::followed)
        .eventually(bed::stop)
        .map(done -> report());
  }

  private Future<?> measured(Bed.Rig rig) {
    Bed.Door door = Objects.requireNonNull(rig.door());
    Posts posts = new Posts(rig.vertx(), door, CONNECTIONS);
    Load inside = new Load(rig.vertx(), Kind.INFORM);
    Load http = new Load(rig.vertx(), Kind.INFORM, posts::send);
    return Frames.open(rig.vertx(), door, id -> {})
        .compose(
            frames -> {
              Load socket = new Load(rig.vertx(), Kind.INFORM, frames::send);
              return inside
                  .prepare()
                  .compose(ready -> inside.run(WIDE, WARM_UP_SECONDS, Long.MAX_VALUE))
                  .compose(warm -> http.run(CONNECTIONS, WARM_UP_SECONDS, Long.MAX_VALUE))
                  .compose(warm -> socket.run(WIDE, WARM_UP_SECONDS, Long.MAX_VALUE))
                  .compose(warm -> measure(inside, "event bus", WIDE))
                  .compose(done -> measure(http, "HTTP", CONNECTIONS))
                  .compose(done -> measure(socket, "one WebSocket", WIDE))
                  .compose(done -> measure(socket, "one WebSocket", 1))
                  .eventually(frames::close);
            })
        .eventually(posts::close);
  }

  /** Every agent waits for its messages on a second WebSocket. */
  private Future<?> followed(Bed.Rig rig) {
    Bed.Door door = Objects.requireNonNull(rig.door());
    return Future.all(
            Frames.open(rig.vertx(), door, id -> {}), Frames.open(rig.vertx(), door, this::shown))
        .compose(
            both -> {
              Frames sender = both.resultAt(0);
              Frames reader = both.resultAt(1);
              Load load = new Load(rig.vertx(), Kind.INFORM, noting(sender));
              return load.prepare()
                  .compose(ready -> load.follow(reader))
                  .compose(following -> load.run(WIDE, WARM_UP_SECONDS, Long.MAX_VALUE))
                  .compose(warm -> reached(load, WIDE))
                  .compose(done -> reached(load, MEDIUM))
                  .compose(done -> reached(load, 1))
                  .eventually(sender::close)
                  .eventually(reader::close);
            });
  }

  /** Sends, and notes when. */
  private Load.Way noting(Frames sender) {
    return (caller, draft) -> {
      Draft given = Drafts.identified(draft);
      sentAt.put(Objects.requireNonNull(given.id()), System.nanoTime());
      return sender.send(caller, given);
    };
  }

  private void shown(String id) {
    Long sent = sentAt.remove(id);
    if (sent != null) {
      showing.recordValue(Math.min(System.nanoTime() - sent, Load.HIGHEST_NANOS));
    }
  }

  private Future<?> reached(Load load, int inFlight) {
    return load.run(inFlight, 2, Long.MAX_VALUE)
        .compose(warm -> load.when(sentAt::isEmpty))
        .onSuccess(warm -> showing = new ConcurrentHistogram(Load.HIGHEST_NANOS, 3))
        .compose(warm -> load.run(inFlight, SECONDS, Long.MAX_VALUE))
        .compose(run -> load.when(sentAt::isEmpty).map(all -> run))
        .onSuccess(
            run -> {
              Result receipt = Result.of("until the receipt", inFlight, run.seconds(), run.nanos());
              Result shown = Result.of("until it is shown", inFlight, run.seconds(), showing);
              sheet.note(receipt);
              sheet.note(shown);
              double ratio = shown.p99Micros() / receipt.p99Micros();
              reached.add(Map.of("inFlight", inFlight, "p99Ratio", ratio));
              line.accept(
                  String.format(
                      Locale.ROOT, "shown at p99 after %.2f times the time of a receipt", ratio));
            });
  }

  private Future<Result> measure(Load load, String name, int inFlight) {
    return sheet.measure(load, name, inFlight, SECONDS);
  }

  private Map<String, Object> report() {
    Map<String, Object> report = sheet.report();
    report.put("shown", reached);
    return report;
  }
}
