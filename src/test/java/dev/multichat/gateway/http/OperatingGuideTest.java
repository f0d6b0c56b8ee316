package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Agent;
import dev.multichat.metrics.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operating.md tells of every metric that a daemon has, and of no other. */
class OperatingGuideTest extends HttpTrial {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:counter|gauge|histogram|summary) \\| (.*?) \\|");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");
  private static final Pattern NAMED = Pattern.compile("\\b(?:multichat|process|jvm)_\\w+");

  private static String guide() throws IOException {
    return Files.readString(Path.of("docs/operating.md"));
  }

  /** From the names of metrics to those of their labels. */
  private static Map<String, Set<String>> told() throws IOException {
    Map<String, Set<String>> told = new TreeMap<>();
    Matcher row = ROW.matcher(guide());
    while (row.find()) {
      Set<String> labels = new TreeSet<>();
      LABEL.matcher(row.group(2)).results().forEach(label -> labels.add(label.group(1)));
      assertThat(told.put(row.group(1), labels)).as(row.group(1)).isNull();
    }
    return told;
  }

  private Scrape scraped() {
    try {
      return new Scrape(get(Measures.PATH).as(operator).answer().body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** After something of everything was done, garbage collected included. */
  private Scrape busy() {
    await(daemon.coordinator().register(Scene.as("ada"), Agent.of("ada", "Ada", "", "")));
    await(daemon.coordinator().send(Scene.as("ada"), Note.to("operator").draft()));
    System.gc();
    eventually(() -> scraped().names().contains("jvm_gc_pause_seconds"));
    return scraped();
  }

  @Test
  void everyMetricStandsThereWithItsLabelsAndNoOtherDoes() throws IOException {
    assertThat(busy().labels()).containsExactlyInAnyOrderEntriesOf(told());
  }

  @Test
  void alarmsNameMetricsThatThereAre() throws IOException {
    Set<String> known = new HashSet<>(told().keySet());
    Set<String> named = new TreeSet<>();
    NAMED.matcher(guide()).results().forEach(name -> named.add(name.group()));
    named.removeIf(
        name ->
            known.contains(name) || known.contains(name.replaceAll("_(bucket|count|sum)$", "")));
    assertThat(named).isEmpty();
  }
}
