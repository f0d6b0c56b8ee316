package dev.multichat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of which docs/operating.md tells, each with the names of its labels. */
public final class OperatingGuide {
  private static final String OF_CLUSTERS = "### Metrics of a cluster";
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:counter|gauge|histogram|summary) \\| (.*?) \\|");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  private OperatingGuide() {}

  /** Everything that stands there. */
  public static String text() throws IOException {
    return Files.readString(Path.of("docs/operating.md"));
  }

  /** Those that every daemon has. */
  public static Map<String, Set<String>> ofAll() throws IOException {
    return told(parts()[0]);
  }

  /** Those that only a node of a cluster has. */
  public static Map<String, Set<String>> ofClusters() throws IOException {
    return told(parts()[1]);
  }

  private static String[] parts() throws IOException {
    String[] parts = text().split(OF_CLUSTERS, -1);
    assertThat(parts).hasSize(2);
    return parts;
  }

  private static Map<String, Set<String>> told(String part) {
    Map<String, Set<String>> told = new TreeMap<>();
    Matcher row = ROW.matcher(part);
    while (row.find()) {
      Set<String> labels = new TreeSet<>();
      LABEL.matcher(row.group(2)).results().forEach(label -> labels.add(label.group(1)));
      assertThat(told.put(row.group(1), labels)).as(row.group(1)).isNull();
    }
    return told;
  }
}
