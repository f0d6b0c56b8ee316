package dev.multichat.bench;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was measured, told line by line and kept for the report. */
final class Sheet {
  private final Consumer<String> line;
  private final List<Result> results = new ArrayList<>();

  Sheet(Consumer<String> line) {
    this.line = line;
  }

  void begin() {
    line.accept(Result.HEADER);
  }

  /** Runs a load for so long, and notes what it reached. */
  Future<Result> measure(Load load, String name, int inFlight, double seconds) {
    return load.run(inFlight, seconds, Long.MAX_VALUE)
        .map(run -> Result.of(name, inFlight, run.seconds(), run.nanos()))
        .onSuccess(this::note);
  }

  void note(Result result) {
    results.add(result);
    line.accept(result.line());
  }

  /** What {@code --json} prints. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("results", results);
    return report;
  }
}
