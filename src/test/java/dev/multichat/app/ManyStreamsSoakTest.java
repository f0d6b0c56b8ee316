package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand streams, a tenth of which are not read, harm nobody else: {@code mvn -Psoak test
 * -Dtest=ManyStreamsSoakTest}. They are there for as many minutes as the system property
 * soak.minutes says; with less than seven, memory is told and not judged.
 */
@Tag("soak")
class ManyStreamsSoakTest {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 10);
  private static final int FEWEST_TO_JUDGE = 7;
  private static final int MINUTES_WITHOUT = 3;
  private static final int WARM_UP_S = 30;
  private static final int AFTER_LOOK_S = 5;
  private static final double MS = 1_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final Vertx others = Vertx.vertx();
  private final StringBuilder table = new StringBuilder();
  @TempDir Path folder;
  private Served served;
  private Agents agents;
  private SteadyTalk talk;
  private Flood flood;
  private HerdProcess herd;

  @BeforeEach
  void begin() throws Exception {
    String[] arguments = {"serve", "--set", "http.port=0", "--set", "devlogs.enabled=false"};
    served = Served.of(folder, SecondJvm.of(folder, List.of("-Xmx512m"), Main.class, arguments));
    agents = new Agents(vertx, served.url(), folder);
    talk = new SteadyTalk(others, agents);
    flood = new Flood(others, agents);
    Awaiting.result(flood.begin().compose(begun -> talk.begin()));
  }

  @AfterEach
  void end() {
    if (herd != null) {
      herd.close();
    }
    served.close();
    Awaiting.result(vertx.close());
    Awaiting.result(others.close());
  }

  @Test
  void theyHarmNobodyAndMemoryDoesNotGrow() throws Exception {
    pass(WARM_UP_S);
    SteadyTalk.Times without = measured(MINUTES_WITHOUT, new ArrayList<>());
    long began = System.nanoTime();
    herd = HerdProcess.opened(folder, served.url(), agents.operatorToken());
    line("opened in %.1f s", (System.nanoTime() - began) / 1e9);
    pass(WARM_UP_S);
    List<Vitality> minutes = new ArrayList<>();
    SteadyTalk.Times with = measured(MINUTES, minutes);
    talk.end();
    flood.end();
    HerdProcess.Told told = herd.end();

    tell("until the receipt", without.receipt(), with.receipt());
    tell("until it is shown", without.shown(), with.shown());
    line("lost %d, %s", told.lost(), told.rest());
    line("the talk's failures %s", talk.failures());
    System.out.print(table);
    assertThat(talk.failures().total()).as(served.log()).isZero();
    assertThat(told.lost()).isZero();
    assertThat(minutes.get(minutes.size() - 1).cut()).isPositive();
    assertThat(ratio(without.receipt(), with.receipt())).as("receipts").isLessThan(2);
    assertThat(ratio(without.shown(), with.shown())).as("shown").isLessThan(2);
    memoryDidNotGrow(minutes);
  }

  /** Between the minutes is a look at the daemon, for which it collects all its garbage. */
  private SteadyTalk.Times measured(int count, List<Vitality> minutes) throws Exception {
    look(0);
    for (int minute = 1; minute <= count; minute++) {
      pass(AFTER_LOOK_S);
      talk.count();
      pass(60 - AFTER_LOOK_S);
      talk.standAside();
      minutes.add(look(minute));
    }
    return talk.counted();
  }

  private Vitality look(int minute) throws Exception {
    Vitality now = Vitality.of(served.pid(), served.url(), agents.operatorToken());
    line(
        "minute %d: heap %.1f MiB, resident %.1f MiB, %d streams, %d cut, %d files",
        minute, now.heapMib(), now.residentMib(), now.streams(), now.cut(), now.files());
    return now;
  }

  private void pass(int seconds) {
    Awaiting.result(vertx.timer(seconds, TimeUnit.SECONDS), Duration.ofSeconds(seconds + 60L));
  }

  private void tell(String what, Histogram without, Histogram with) {
    line(row(what + ", without", without));
    line(row(what + ", with", with));
    line("%s: p99 %.2f times", what, ratio(without, with));
  }

  private static String row(String name, Histogram times) {
    return String.format(
        Locale.ROOT,
        "%-28s %,9d times, p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, most %.2f ms",
        name,
        times.getTotalCount(),
        times.getValueAtPercentile(50) / MS,
        times.getValueAtPercentile(90) / MS,
        times.getValueAtPercentile(99) / MS,
        times.getValueAtPercentile(99.9) / MS,
        times.getMaxValue() / MS);
  }

  private void line(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    table.append(text).append('\n');
  }

  private static double ratio(Histogram without, Histogram with) {
    return (double) with.getValueAtPercentile(99) / without.getValueAtPercentile(99);
  }

  private static void memoryDidNotGrow(List<Vitality> minutes) {
    int count = minutes.size();
    if (count >= FEWEST_TO_JUDGE) {
      List<Vitality> early = minutes.subList(1, 4);
      List<Vitality> late = minutes.subList(count - 3, count);
      assertThat(heap(late) / heap(early)).as("heap").isLessThan(1.05);
      assertThat(resident(late) / resident(early)).as("resident").isLessThan(1.05);
    }
  }

  private static double heap(List<Vitality> some) {
    return some.stream().mapToDouble(Vitality::heapMib).average().orElseThrow();
  }

  private static double resident(List<Vitality> some) {
    return some.stream().mapToDouble(Vitality::residentMib).average().orElseThrow();
  }
}
