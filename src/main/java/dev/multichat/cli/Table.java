package dev.multichat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in aligned columns, made visible and cut to each column's width. */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 8;
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  /**
   * A column.
   *
   * @param most characters of it; 0 for what must never be cut, such as ids
   */
  record Column(String title, int most) {}

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
    rows.add(this.columns.stream().map(Column::title).toList());
  }

  void row(String... cells) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      int most = columns.get(i).most();
      shown.add(most == 0 ? Visible.line(cells[i]) : Visible.cut(cells[i], most));
    }
    rows.add(shown);
  }

  void print(Console console) {
    List<String> lines = lines(console.width());
    console.line(console.terminal() ? BOLD + lines.get(0) + PLAIN : lines.get(0));
    lines.subList(1, lines.size()).forEach(console::line);
  }

  /** Its lines, cut to this width as far as its columns may be cut. */
  List<String> lines(int width) {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    fit(widths, width);
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  /** Takes from the widest of the columns that may be cut, until the line fits. */
  private void fit(int[] widths, int width) {
    long over = (long) IntStream.of(widths).sum() + GAP.length() * (widths.length - 1L) - width;
    while (over > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean cuttable = columns.get(i).most() > 0 && widths[i] > LEAST;
        widest = cuttable && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      over--;
    }
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Visible.cut(row.get(i), widths[i]);
      line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
