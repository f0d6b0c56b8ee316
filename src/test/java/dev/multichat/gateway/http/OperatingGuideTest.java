package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Agent;
import dev.multichat.metrics.OperatingGuide;
import dev.multichat.metrics.Scrape;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operating.md tells of every metric that a daemon has, and of no other. */
class OperatingGuideTest extends HttpTrial {
  private static final Pattern NAMED = Pattern.compile("\\b(?:multichat|process|jvm)_\\w+");

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
    assertThat(busy().labels()).containsExactlyInAnyOrderEntriesOf(OperatingGuide.ofAll());
  }

  @Test
  void alarmsNameMetricsThatThereAre() throws IOException {
    Set<String> known = new HashSet<>(OperatingGuide.ofAll().keySet());
    known.addAll(OperatingGuide.ofClusters().keySet());
    Set<String> named = new TreeSet<>();
    NAMED.matcher(OperatingGuide.text()).results().forEach(name -> named.add(name.group()));
    named.removeIf(
        name ->
            known.contains(name) || known.contains(name.replaceAll("_(bucket|count|sum)$", "")));
    assertThat(named).isEmpty();
  }
}
