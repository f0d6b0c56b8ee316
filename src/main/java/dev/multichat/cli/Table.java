package dev.multichat.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final Set<String> notes = new LinkedHashSet<>();

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
    notes.forEach(console::note);
  }

  /** What is to be known of a row, told once behind the table. */
  void note(String text) {
    notes.add(text);
  }

  /**
   * Its lines within this width: columns that may be cut are, the widest first; when that is not
   * enough the widest columns but the first are left out.
   */
  List<String> lines(int most) {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    int[] fitted = cut(widths, most);
    int widest = widest(fitted, false);
    while (total(fitted) > most && widest > 0) {
      widths[widest] = 0;
      fitted = cut(widths, most);
      widest = widest(fitted, false);
    }
    int[] shown = fitted;
    return rows.stream().map(row -> aligned(row, shown)).toList();
  }

  private int[] cut(int[] widths, int most) {
    int[] cut = widths.clone();
    int widest = widest(cut, true);
    while (total(cut) > most && widest > 0) {
      cut[widest]--;
      widest = widest(cut, true);
    }
    return cut;
  }

  private static long total(int[] widths) {
    return IntStream.of(widths).filter(w -> w > 0).mapToLong(w -> w + GAP.length()).sum()
        - GAP.length();
  }

  /** The widest column but the first, of those that may be cut still or of all; -1 for none. */
  private int widest(int[] widths, boolean cuttable) {
    int widest = -1;
    for (int i = 1; i < widths.length; i++) {
      boolean counts = !cuttable || (columns.get(i).most() > 0 && widths[i] > LEAST);
      if (counts && widths[i] > 0 && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        String cell = Visible.cut(row.get(i), widths[i]);
        line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
