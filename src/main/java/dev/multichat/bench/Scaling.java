package dev.multichat.bench;

import dev.multichat.client.HubClient;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * The measurements of {@code bench --cluster}: the same load on one hub, on two that are one, and
 * so on; how much processor time a message takes, and how soon it is shown at another hub. It
 * blocks.
 */
public final class Scaling {
  private static final int WIDE = 256;
  private static final int WARM = 64;
  private static final int PER_SECOND = 500;
  private static final long TO_KNOW_MS = 2000;
  private static final long WARM_UP_EACH = 15_000;
  private static final double WARM_UP_SECONDS = 50;
  private static final double SECONDS = 10;
  private static final String FAST = "256 in flight";
  private static final String PACED = PER_SECOND + "/s";
  private static final String FOLLOWED = PER_SECOND + "/s followed: until the receipt";
  private static final String SHOWN = PER_SECOND + "/s followed: until shown";

  private final Vertx vertx;
  private final Fleet fleet;
  private final Consumer<String> line;
  private final List<Scaled> results = new ArrayList<>();
  private final List<Map<String, Object>> ratios = new ArrayList<>();

  public Scaling(Vertx vertx, Fleet fleet, Consumer<String> line) {
    this.vertx = vertx;
    this.fleet = fleet;
    this.line = line;
  }

  /**
   * Runs everything with one hub and more, up to so many; the report is what {@code --json} prints.
   */
  public Map<String, Object> run(int most) {
    line.accept(Scaled.HEADER);
    for (int nodes = 1; nodes <= most; nodes++) {
      try {
        measured(nodes, fleet.start(nodes));
      } finally {
        fleet.stop();
      }
    }
    for (int nodes = 2; nodes <= most; nodes++) {
      compare(nodes);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("results", results);
    report.put("processorTime", ratios);
    return report;
  }

  private void measured(int nodes, List<Bed.Door> doors) {
    Crew crew = new Crew();
    Bed.Door first = doors.get(0);
    HubClient client = new HubClient(vertx, first.url(), first.token());
    try {
      Awaiting.result(crew.connect(vertx, doors));
      Load load = new Load(vertx, Kind.INFORM, crew::send, client.coordinator());
      Awaiting.result(load.prepare());
      Awaiting.result(vertx.timer(TO_KNOW_MS));
      Awaiting.result(crew.follow());
      Awaiting.result(load.run(WARM, WARM_UP_SECONDS, nodes * WARM_UP_EACH));
      Awaiting.result(load.when(crew::isAllShown));
      line.accept("       warmed up with " + crew.showing().getTotalCount() + " messages");
      measure(
          nodes,
          FOLLOWED,
          () -> load.pace(PER_SECOND, SECONDS).compose(run -> shown(load, crew, run)));
      Histogram shown = crew.showing();
      note(
          new Scaled(
              nodes, SHOWN, shown.getTotalCount(), PER_SECOND, at(shown, 50), at(shown, 99), 0, 0));
      Awaiting.result(crew.unfollow());
      measure(nodes, PACED, () -> load.pace(PER_SECOND, SECONDS));
      measure(nodes, FAST, () -> load.run(WIDE, SECONDS, Long.MAX_VALUE));
    } finally {
      Awaiting.result(crew.close());
      Awaiting.result(client.close());
    }
  }

  private static Future<Load.Run> shown(Load load, Crew crew, Load.Run run) {
    return load.when(crew::isAllShown).map(all -> run);
  }

  private void measure(int nodes, String name, Supplier<Future<Load.Run>> work) {
    double hubs = fleet.hubSeconds();
    double store = fleet.storeSeconds();
    Load.Run run = Awaiting.result(work.get());
    long messages = run.nanos().getTotalCount();
    note(
        new Scaled(
            nodes,
            name,
            messages,
            messages / run.seconds(),
            at(run.nanos(), 50),
            at(run.nanos(), 99),
            (fleet.hubSeconds() - hubs) * 1e6 / messages,
            (fleet.storeSeconds() - store) * 1e6 / messages));
  }

  private static double at(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1000.0;
  }

  private void note(Scaled result) {
    results.add(result);
    line.accept(result.line());
  }

  private void compare(int nodes) {
    for (String name : List.of(PACED, FOLLOWED, FAST)) {
      double ratio = hubMicros(nodes, name) / hubMicros(1, name);
      ratios.add(Map.of("nodes", nodes, "name", name, "ratio", ratio));
      line.accept(
          String.format(
              Locale.ROOT,
              "%s: a message takes %.2f times the processor time on %d hubs that it takes on one",
              name,
              ratio,
              nodes));
    }
  }

  private double hubMicros(int nodes, String name) {
    return results.stream()
        .filter(result -> result.nodes() == nodes && result.name().equals(name))
        .mapToDouble(Scaled::hubMicros)
        .sum();
  }
}
