package dev.multichat.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, made visible and cut to each column's width. */
final class Table {
  private static final String GAP = "  ";

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
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    rows.forEach(row -> console.line(aligned(row, widths)));
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
