package dev.multichat.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long those whom a fault met were not served, for each kind of fault. */
final class Recoveries {
  private final Map<String, List<Double>> seconds = new TreeMap<>();

  void add(String kind, long nanos) {
    List<Double> all = seconds.computeIfAbsent(kind, k -> new ArrayList<>());
    all.add(nanos / 1e9);
    all.sort(null);
  }

  /** 0 when there was none of this kind. */
  double percentile(String kind, double percent) {
    List<Double> all = seconds.getOrDefault(kind, List.of());
    int index = (int) Math.ceil(percent / 100 * all.size()) - 1;
    return all.isEmpty() ? 0 : all.get(Math.max(0, index));
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    seconds.forEach(
        (kind, all) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-8s %4d met, p50 %.2f s, p99 %.2f s, longest %.2f s%n",
                    kind,
                    all.size(),
                    percentile(kind, 50),
                    percentile(kind, 99),
                    percentile(kind, 100))));
    return table.toString();
  }
}
