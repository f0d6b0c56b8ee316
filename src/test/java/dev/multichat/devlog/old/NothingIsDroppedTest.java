package dev.multichat.devlog.old;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NothingIsDroppedTest {
  private static final List<String> LINES =
      List.of(
          "# Title @",
          "## Agent-4 Response",
          "## Agent-5 response: @",
          "### Key Points",
          "## Next Steps",
          "## Status",
          "**Completed**:",
          "### ✅ Done",
          "---",
          "===",
          "**Agent**: Agent-3 @",
          "FROM: @",
          "To: Agent-4, @",
          "**Responding To**: Agent-9 @",
          "Priority: @",
          "Subject: @",
          "- point @",
          "  - below @",
          "    code @",
          "1. Agent-3 to @",
          "- [x] Agent-3: @",
          "- [ ] @ (owner: Agent-3)",
          "- Agent-3 and @",
          "✅ done @",
          "```",
          "> quoted @",
          "<div>@",
          "[ref]: /target@",
          "[ref]: /other@ 'title",
          "- [link](/@)",
          "| @ | cell |",
          "Words @\\",
          "Timestamp: @",
          "",
          "",
          "");

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyLineIsFoundInSomeField(String name) {
    Told told = new Told(Fixtures.read(name));
    assertThat(Fixtures.text(name).lines().filter(line -> !told.says(line))).isEmpty();
  }

  static List<String> fixtures() {
    return Fixtures.names();
  }

  @Property(tries = 2000)
  void whateverTheOrderOfLinesNoWordIsLost(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(LINES);
    lines.addAll(LINES);
    Collections.shuffle(lines, random);
    lines = lines.subList(0, 3 + random.nextInt(lines.size() - 3));
    List<String> marks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String mark = "mark" + marks.size() + "s";
      marks.add(line.contains("@") ? mark : "");
      text.append(line.replace("@", mark)).append('\n');
    }
    OldDevlog devlog = Fixtures.reading(text.toString());
    String fields = devlog.topic() + devlog.people() + devlog.utterances();
    assertThat(marks).allSatisfy(mark -> assertThat(fields).as(text.toString()).contains(mark));
  }
}
