package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void itsLinesFitTheTerminalAndIdsAreNeverCut() {
    Table table =
        new Table(
            new Table.Column("ID", 0),
            new Table.Column("TOPIC", 40),
            new Table.Column("FROM", 20),
            new Table.Column("N", 0));
    table.row(
        "0198f2c4-5b7e", "A topic that is long and goes on and on", "someone-quite-long", "7");
    table.row("0198f2c4-5b7f", "Short", "me", "12");

    List<String> wide = table.lines(Integer.MAX_VALUE);
    List<String> narrow = table.lines(50);
    List<String> least = table.lines(30);

    assertThat(wide.get(1)).contains("long and goes on and on", "someone-quite-long");
    assertThat(narrow).allMatch(line -> line.length() <= 50);
    assertThat(narrow.get(1)).startsWith("0198f2c4-5b7e  A topic").contains("…").endsWith("…  7");
    assertThat(least)
        .containsExactly(
            "ID             FROM         N",
            "0198f2c4-5b7e  someone-qu…  7",
            "0198f2c4-5b7f  me           12");
    assertThat(table.lines(1)).containsExactly("ID", "0198f2c4-5b7e", "0198f2c4-5b7f");
  }
}
