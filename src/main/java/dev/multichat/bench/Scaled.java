package dev.multichat.bench;

import java.util.Locale;

/**
 * One measurement of several hubs that are one.
 *
 * @param hubMicros processor time of all hubs' processes together, for each message
 * @param storeMicros the same of the store's process; 0 when it is not known
 */
public record Scaled(
    int nodes,
    String name,
    long messages,
    double perSecond,
    double p50Micros,
    double p99Micros,
    double hubMicros,
    double storeMicros) {
  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%5s  %-34s %11s %9s %9s %12s %14s",
          "hubs",
          "what",
          "messages/s",
          "p50 ms",
          "p99 ms",
          "hub µs each",
          "store µs each");

  String line() {
    return String.format(
        Locale.ROOT,
        "%5d  %-34s %,11.0f %9.2f %9.2f %12s %14s",
        nodes,
        name,
        perSecond,
        p50Micros / 1000,
        p99Micros / 1000,
        micros(hubMicros),
        micros(storeMicros));
  }

  private static String micros(double value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
