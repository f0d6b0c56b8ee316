package dev.multichat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What /metrics told, each line of which has to be in the text format of Prometheus. */
public final class Scrape {
  private static final String NAME = "[a-z][a-z0-9_]*";
  private static final String LABEL = "[a-z_]+=\"[^\"\\\\\n]*\"";
  private static final Pattern ABOUT =
      Pattern.compile(
          "# (?:HELP (" + NAME + ") .*|TYPE " + NAME + " (?:counter|gauge|histogram|summary))");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(" + NAME + "(?:\\{" + LABEL + "(?:," + LABEL + ")*})?) ([-+0-9.eE]+|NaN|[+-]Inf)");

  private static final Pattern KEY = Pattern.compile("([a-z_]+)=\"");

  private final Map<String, Double> samples = new HashMap<>();
  private final Set<String> names = new TreeSet<>();

  public Scrape(String text) {
    assertThat(text).endsWith("\n");
    text.lines().forEach(this::take);
    assertThat(samples).isNotEmpty();
  }

  private void take(String line) {
    Matcher about = ABOUT.matcher(line);
    if (about.matches()) {
      if (about.group(1) != null) {
        names.add(about.group(1));
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    assertThat(samples.put(sample.group(1), Double.parseDouble(sample.group(2)))).as(line).isNull();
  }

  /** The value of a sample, named with its labels; it has to be there. */
  public long of(String sample) {
    assertThat(samples).containsKey(sample);
    return samples.get(sample).longValue();
  }

  /** The names of all metrics, each with those of its labels but the bounds of buckets. */
  public Map<String, Set<String>> labels() {
    Map<String, Set<String>> labels = new HashMap<>();
    names.forEach(name -> labels.put(name, new TreeSet<>()));
    samples.keySet().forEach(sample -> label(sample, labels));
    return labels;
  }

  private static void label(String sample, Map<String, Set<String>> labels) {
    String name = sample.replaceAll("\\{.*", "");
    Set<String> known = labels.get(name);
    Set<String> own = known == null ? labels.get(name.replaceAll("_[a-z]+$", "")) : known;
    assertThat(own).as(sample).isNotNull();
    KEY.matcher(sample).results().forEach(key -> own.add(key.group(1)));
    own.remove("le");
  }

  /** The names of all metrics. */
  public Set<String> names() {
    return names;
  }
}
