package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No body makes a devlog take long or grow beyond measure. */
class MarksTest {
  private static final int BYTES = 250_000;

  private static String filled(String step) {
    return step.repeat(BYTES / step.length());
  }

  private static final List<String> SHAPES =
      List.of(
          "[".repeat(BYTES / 2) + "]".repeat(BYTES / 2),
          filled("*a_ "),
          filled("["),
          filled("!["),
          filled("[a]("),
          filled("a_"),
          filled("<?"),
          filled("<a "),
          filled("`a``b"),
          "[a]: " + "x".repeat(20_000) + "\n\n" + "[a]".repeat(1_900),
          "[a]: " + "x".repeat(20_000) + ("\n\n" + "[a]".repeat(1_000)).repeat(60));

  @Test
  void suchShapesAreSeenAndShownAsTheyStand() {
    for (String shape : SHAPES) {
      assertThat(Marks.areTooMany(shape)).as(shape.substring(0, 9)).isTrue();
      String shown =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> Body.of(shape).takeLead(), shape.substring(0, 9));
      assertThat(shown.length()).isLessThan(4 * shape.length());
    }
  }

  @Test
  void whatPeopleAndAgentsWriteIsParsed() {
    String report =
        "## Part\n\nSome *words* and `code`, a [link](https://example.org/a) and more_words.\n\n"
            + "- [ ] a step for **somebody**\n- [x] another `one`\n\n| a | b |\n|---|---|\n"
            + "| 1 | [x](https://example.org) |\n\n[ref]: https://example.org/b\n\nSee [ref].\n\n";
    String tasks = "- [ ] one *of* many <tags> and `ticks`\n".repeat(5_000);
    for (String fair : List.of(filled(report), tasks, "plain words\n".repeat(20_000))) {
      assertThat(Marks.areTooMany(fair)).isFalse();
    }
  }
}
