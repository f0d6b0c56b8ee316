package dev.multichat.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;

/** Makes meters of our names, all with fixed buckets and with labels from fixed lists alone. */
class Registry implements AutoCloseable {
  private static final String PREFIX = "multichat.";
  private static final Duration[] LATENCIES =
      DoubleStream.of(0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
          .toArray(Duration[]::new);
  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 10_000};

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process;

  /**
   * @param node stands in the label {@code node} of every meter; empty for none
   */
  Registry(String node) {
    if (!node.isEmpty()) {
      meters.config().commonTags("node", node);
    }
    process = new ProcessMeters(meters);
  }

  Counter counter(String name, String told) {
    return Counter.builder(PREFIX + name).description(told).register(meters);
  }

  /** A counter for each value of an enum, which stands in the label. */
  <E extends Enum<E>> Map<E, Counter> counters(
      String name, String told, Class<E> type, String label) {
    return each(
        type,
        value ->
            Counter.builder(PREFIX + name)
                .description(told)
                .tag(label, text(value))
                .register(meters));
  }

  /** A gauge for each value of an enum, which stands in the label {@code kind}. */
  <E extends Enum<E>> void gauges(String name, String told, Map<E, ? extends Number> values) {
    values.forEach(
        (kind, value) ->
            Gauge.builder(PREFIX + name, value::doubleValue)
                .description(told)
                .tag("kind", text(kind))
                .register(meters));
  }

  /** A gauge of 1 or 0 for each key, which stands in this label. */
  void gauges(String name, String told, String label, Map<String, BooleanSupplier> values) {
    values.forEach(
        (key, value) ->
            Gauge.builder(PREFIX + name, () -> value.getAsBoolean() ? 1 : 0)
                .description(told)
                .tag(label, key)
                .register(meters));
  }

  static <E extends Enum<E>, T> Map<E, T> each(Class<E> type, Function<E, T> made) {
    Map<E, T> all = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      all.put(value, made.apply(value));
    }
    return all;
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void gauge(String name, String told, LongSupplier value) {
    Gauge.builder(PREFIX + name, value::getAsLong).description(told).register(meters);
  }

  Timer timer(String name, String told) {
    return Timer.builder(PREFIX + name)
        .description(told)
        .serviceLevelObjectives(LATENCIES)
        .register(meters);
  }

  DistributionSummary sizes(String name, String told) {
    return DistributionSummary.builder(PREFIX + name)
        .description(told)
        .serviceLevelObjectives(SIZES)
        .register(meters);
  }

  void watchProcess(String version) {
    process.watch(version);
  }

  String text() {
    return meters.scrape();
  }

  @Override
  public void close() {
    process.close();
    meters.close();
  }
}
