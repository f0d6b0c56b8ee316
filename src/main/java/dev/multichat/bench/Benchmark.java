package dev.multichat.bench;

import dev.multichat.core.Kind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The measurements of {@code bench}, one after the other, in under a minute. */
public final class Benchmark {
  private static final int WIDE = 256;
  private static final int MEDIUM = 64;
  private static final double WARM_UP_SECONDS = 10;

  private final Bed bed;
  private final Consumer<String> line;
  private final List<Result> results = new ArrayList<>();
  private final Map<Integer, Bed.Raw> raw = new LinkedHashMap<>();
  private final Map<String, Object> devlogs = new LinkedHashMap<>();

  public Benchmark(Bed bed, Consumer<String> line) {
    this.bed = bed;
    this.line = line;
  }

  /**
   * Runs everything; the report is what {@code --json} prints.
   *
   * @param worker runs what blocks off the event loop
   */
  public Future<Map<String, Object>> run(Worker worker) {
    line.accept(Result.HEADER);
    return worker
        .run(this::rawLoops)
        .compose(done -> absent())
        .compose(done -> handled())
        .compose(done -> requests())
        .map(done -> report());
  }

  /** Runs what blocks on a thread that may block. */
  public interface Worker {
    <T> Future<T> run(Callable<T> blocking);
  }

  private List<Result> rawLoops() {
    bed.raw(20_000, WIDE);
    for (int batch : List.of(WIDE, MEDIUM, 1)) {
      Bed.Raw reached = bed.raw(batch == 1 ? 1_500 : 40_000, batch);
      raw.put(batch, reached);
      note(Result.raw(batch, reached));
    }
    return results;
  }

  private Future<?> absent() {
    return with(
        false,
        Kind.INFORM,
        (load, rig) ->
            load.run(WIDE, WARM_UP_SECONDS, Long.MAX_VALUE)
                .compose(warm -> measure(load, "absent recipients", WIDE, 4))
                .compose(done -> measure(load, "absent recipients", MEDIUM, 2))
                .compose(done -> measure(load, "absent recipients", 1, 2)));
  }

  private Future<?> handled() {
    return with(
        false,
        Kind.INFORM,
        (load, rig) ->
            load.listen()
                .compose(listening -> handled(load, WIDE, 1))
                .compose(warm -> handled(load, WIDE, 3).map(this::note))
                .compose(done -> handled(load, MEDIUM, 2).map(this::note))
                .compose(done -> handled(load, 1, 1.5).map(this::note)));
  }

  /** Counts until the last message was handled, not only until it was recorded. */
  private Future<Result> handled(Load load, int inFlight, double seconds) {
    long before = load.handled();
    long began = System.nanoTime();
    return load.run(inFlight, seconds, Long.MAX_VALUE)
        .compose(
            run ->
                load.when(() -> load.handled() - before >= run.nanos().getTotalCount())
                    .map(
                        done ->
                            Result.of(
                                "acknowledging handlers",
                                inFlight,
                                (System.nanoTime() - began) / 1e9,
                                run.nanos())));
  }

  private Future<?> requests() {
    return with(
            false,
            Kind.REQUEST,
            (load, rig) ->
                load.run(WIDE, 1, Long.MAX_VALUE)
                    .compose(warm -> measure(load, "requests, no devlogs", WIDE, 2.5)))
        .compose(done -> with(true, Kind.REQUEST, this::withDevlogs));
  }

  private Future<?> withDevlogs(Load load, Bed.Rig rig) {
    return load.run(WIDE, 1, Long.MAX_VALUE)
        .compose(warm -> measure(load, "requests and devlogs", WIDE, 2.5))
        .compose(done -> measure(load, "requests and devlogs", MEDIUM, 1))
        .compose(done -> measure(load, "requests and devlogs", 1, 1))
        .compose(done -> drained(load, rig));
  }

  private Future<?> drained(Load load, Bed.Rig rig) {
    long lag = rig.lag().getAsLong();
    long began = System.nanoTime();
    return load.when(() -> rig.lag().getAsLong() == 0)
        .onSuccess(
            done -> {
              double seconds = (System.nanoTime() - began) / 1e9;
              devlogs.put("lagEntries", lag);
              devlogs.put("catchUpSeconds", seconds);
              devlogs.put("catchUpFilesPerSecond", lag / seconds);
              line.accept(
                  String.format(
                      Locale.ROOT,
                      "devlogs: %,d entries behind at the end, caught up in %.1f s (%,.0f files/s)",
                      lag,
                      seconds,
                      lag / seconds));
            });
  }

  private Future<?> with(boolean devlogsOn, Kind kind, Measuring measuring) {
    return bed.start(devlogsOn)
        .compose(
            rig -> {
              Load load = new Load(rig.vertx(), kind);
              return load.prepare().compose(ready -> measuring.on(load, rig));
            })
        .eventually(bed::stop);
  }

  /** What is done with a load on a running hub. */
  private interface Measuring {
    Future<?> on(Load load, Bed.Rig rig);
  }

  private Future<Result> measure(Load load, String name, int inFlight, double seconds) {
    return load.run(inFlight, seconds, Long.MAX_VALUE)
        .map(run -> note(Result.of(name, inFlight, run.seconds(), run.nanos())));
  }

  private Result note(Result measured) {
    Bed.Raw beside = raw.get(measured.inFlight());
    Result result = beside == null ? measured : measured.beside(beside.perSecond());
    results.add(result);
    line.accept(result.line());
    return result;
  }

  private Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("results", results);
    report.put("devlogs", devlogs);
    return report;
  }
}
