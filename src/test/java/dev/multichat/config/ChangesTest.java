package dev.multichat.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.Changes.Change;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs between two configurations, and which of it can change while one is in force. */
class ChangesTest {
  private static Config config(Map<String, String> flags) {
    return new ConfigLoader(Map.of(), Path.of("nowhere")).load(null, flags).config();
  }

  @Test
  void theSameDiffersInNothing() {
    assertThat(Changes.between(Config.defaults(), config(Map.of()))).isEmpty();
  }

  @Test
  void everyKeyThatDiffersIsNamedWithItsNewValueAndNoSecret() {
    Config after =
        config(Map.of("store", "redis://:one@h", "devlogs.enabled", "false", "http.port", "1"));
    assertThat(Changes.between(Config.defaults(), after))
        .containsExactly(
            new Change("store", "redis://:***@h"),
            new Change("devlogs.enabled", "false"),
            new Change("http.port", "1"));
  }

  @Test
  void anotherPasswordIsAChange() {
    Config one = config(Map.of("store", "redis://:one@h"));
    Config two = config(Map.of("store", "redis://:two@h"));
    assertThat(Changes.between(one, two)).containsExactly(new Change("store", "redis://:***@h"));
  }

  @Test
  void onlyGuardsRetentionAndLogCanChange() {
    Config wanted =
        config(
            Map.of(
                "guards.depth", "7",
                "retention.closedAfterDays", "9",
                "log.format", "json",
                "recorder.batchCount", "5",
                "metrics.port", "9100"));
    Config next = Config.defaults().changedTo(wanted);
    assertThat(Changes.between(Config.defaults(), next))
        .extracting(Change::key)
        .containsExactly("guards.depth", "retention.closedAfterDays", "log.format");
    assertThat(Changes.between(next, wanted))
        .extracting(Change::key)
        .containsExactly("recorder.batchCount", "metrics.port");
  }
}
