package dev.multichat.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One measurement; latencies are from asking to the receipt.
 *
 * @param rawPerSecond of the raw loop with batches of {@code inFlight}
 * @param ratio {@code perSecond} to {@code rawPerSecond}
 */
public record Result(
    String name,
    int inFlight,
    long messages,
    double perSecond,
    double p50Micros,
    double p99Micros,
    double p999Micros,
    @Nullable Double rawPerSecond,
    @Nullable Double ratio) {

  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-26s %9s %11s %9s %9s %9s %11s %6s",
          "what",
          "in flight",
          "messages/s",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "raw loop/s",
          "ratio");

  static Result of(String name, int inFlight, double seconds, Histogram nanos) {
    return new Result(
        name,
        inFlight,
        nanos.getTotalCount(),
        nanos.getTotalCount() / seconds,
        micros(nanos, 50),
        micros(nanos, 99),
        micros(nanos, 99.9),
        null,
        null);
  }

  static Result raw(int batch, Bed.Raw raw) {
    return new Result(
        "raw loop", batch, 0, raw.perSecond(), raw.p50Micros(), 0, 0, raw.perSecond(), 1.0);
  }

  Result beside(double raw) {
    return new Result(
        name,
        inFlight,
        messages,
        perSecond,
        p50Micros,
        p99Micros,
        p999Micros,
        raw,
        perSecond / raw);
  }

  private static double micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1000.0;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-26s %9d %,11.0f %9.2f %9.2f %9.2f %11s %6s",
        name,
        inFlight,
        perSecond,
        p50Micros / 1000,
        p99Micros / 1000,
        p999Micros / 1000,
        rawPerSecond == null ? "" : String.format(Locale.ROOT, "%,.0f", rawPerSecond),
        ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio));
  }
}
