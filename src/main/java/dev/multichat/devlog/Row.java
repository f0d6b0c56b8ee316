package dev.multichat.devlog;

import java.util.Comparator;

/** One line of a day's index: what a devlog's front matter tells of it. */
record Row(
    String opened,
    String exchange,
    String from,
    String to,
    String subject,
    String state,
    String file)
    implements Comparable<Row> {
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::opened).thenComparing(Row::exchange).thenComparing(Row::file);

  @Override
  public int compareTo(Row other) {
    return ORDER.compare(this, other);
  }
}
