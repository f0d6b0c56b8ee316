package dev.multichat.bench;

import dev.multichat.core.Kind;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The long run: whether the rate holds when a million messages are stored. */
public final class Million {
  private static final int IN_FLIGHT = 256;
  private static final long WINDOW = 50_000;
  private static final long BEFORE = 10_000;
  private static final double WARM_UP_SECONDS = 10;
  private static final long ALL = 1_000_000;
  private static final double NO_LIMIT_SECONDS = 3600;

  private final Bed bed;
  private final Consumer<String> line;

  public Million(Bed bed, Consumer<String> line) {
    this.bed = bed;
    this.line = line;
  }

  /** Sends a million messages; the report has the rates behind ten thousand and at the end. */
  public Future<Map<String, Object>> run() {
    line.accept(Result.HEADER);
    return on(load -> load.run(IN_FLIGHT, WARM_UP_SECONDS, Long.MAX_VALUE))
        .compose(
            warm ->
                on(
                    load ->
                        load.run(IN_FLIGHT, NO_LIMIT_SECONDS, BEFORE)
                            .compose(before -> window(load, "behind 10,000 messages", WINDOW))
                            .compose(first -> fill(load, first))));
  }

  /** On a hub of its own, so that warming up leaves nothing in the store that is measured. */
  private <T> Future<T> on(Function<Load, Future<T>> measured) {
    return bed.start(false)
        .compose(
            rig -> {
              Load load = new Load(rig.vertx(), Kind.INFORM);
              return load.prepare().compose(ready -> measured.apply(load));
            })
        .eventually(bed::stop);
  }

  private Future<Map<String, Object>> fill(Load load, Result first) {
    long middle = ALL - BEFORE - 2 * WINDOW;
    return window(load, "on the way", middle)
        .compose(way -> window(load, "up to 1,000,000", WINDOW))
        .map(last -> report(first, last));
  }

  private Future<Result> window(Load load, String name, long messages) {
    return load.run(IN_FLIGHT, NO_LIMIT_SECONDS, messages)
        .map(
            run -> {
              Result result = Result.of(name, IN_FLIGHT, run.seconds(), run.nanos());
              line.accept(result.line());
              return result;
            });
  }

  private Map<String, Object> report(Result first, Result last) {
    double kept = last.perSecond() / first.perSecond();
    line.accept(
        String.format(
            Locale.ROOT,
            "the rate at a million messages is %.2f of that at ten thousand (at most %,d MiB heap)",
            kept,
            Runtime.getRuntime().maxMemory() >> 20));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("results", List.of(first, last));
    report.put("kept", kept);
    return report;
  }
}
