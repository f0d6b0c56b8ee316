package dev.multichat.devlog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The markdown of an index: a table of devlogs in the order in which they opened, in pages. */
final class IndexPages {
  private final String folder;
  private final int size;
  private final String around;

  /**
   * @param size how many rows a page has
   * @param around where the day went before and goes on, as links; empty if nowhere
   */
  IndexPages(String folder, int size, String around) {
    this.folder = folder;
    this.size = size;
    this.around = around;
  }

  static String file(int page) {
    return page == 1 ? "README.md" : "README-" + page + ".md";
  }

  /** All pages, the first of them even when there is no row. */
  List<String> of(Collection<Row> sorted) {
    List<Row> rows = List.copyOf(sorted);
    int pages = Math.max(1, (rows.size() + size - 1) / size);
    List<String> texts = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      int from = (page - 1) * size;
      StringBuilder out = new StringBuilder(4096);
      head(rows.size(), page, pages, out);
      rows.subList(from, Math.min(rows.size(), from + size)).forEach(row -> line(row, out));
      texts.add(out.toString());
    }
    return texts;
  }

  private void head(int total, int page, int pages, StringBuilder out) {
    out.append("# Devlogs of ").append(folder).append("\n\n");
    out.append(total).append(total == 1 ? " devlog" : " devlogs").append(", times in UTC.");
    if (pages > 1) {
      out.append(" Page ").append(page).append(" of ").append(pages).append(':');
      for (int other = 1; other <= pages; other++) {
        String link = "[" + other + "](" + file(other) + ")";
        out.append(' ').append(other == page ? "**" + page + "**" : link);
      }
    }
    out.append(around.isEmpty() ? "" : "\n\n" + around);
    out.append("\n\n| Time | From | To | Subject | State |\n|---|---|---|---|---|\n");
  }

  private static void line(Row row, StringBuilder out) {
    boolean notices = row.state().equals("notice");
    String subject = row.subject().isBlank() ? "(no subject)" : Inline.cell(row.subject());
    out.append("| ").append(time(row.opened()));
    out.append(" | ").append(Inline.cell(row.from()));
    out.append(" | ").append(Inline.cell(row.to()));
    out.append(" | [").append(notices ? "Notices: " : "").append(subject);
    out.append("](").append(row.file()).append(") | ");
    out.append(Inline.cell(row.state())).append(" |\n");
  }

  private static String time(String opened) {
    int at = opened.indexOf('T');
    return at >= 0 && opened.length() >= at + 9 ? opened.substring(at + 1, at + 9) : "";
  }
}
