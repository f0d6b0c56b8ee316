package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an agent writes, the devlog keeps its own shape. */
class DevlogBreakOutTest {
  private static final List<String> PIECES =
      List.of(
          """
          # Status\n¦## Key points\n¦Summary\n===\n¦Next Steps\n---\n¦```¦~~~¦\
          ````\n¦   ```\n¦      ```\n¦<script>alert(1)</script>¦<!--¦-->¦\
          <div>\n\n¦<![CDATA[¦<?x ¦[a](javascript:alert(1))¦\
          ![i](data:text/html,x)¦[b](java&#10;script:x)¦\
          [c](javascript&amp;colon;x)¦<javascript:x>¦<https://x.org/a>¦\
          [r]: javascript:x\n¦[r]¦[Status]: /x\n¦---\n¦***\n¦- ¦+ ¦* ¦1. ¦2) ¦> ¦\
              ¦\t¦\n¦\n\n¦\r\n¦\\¦&#10;¦&#10;&#10;# H&#10;¦*&#10;# H*¦\
          &lt;b>¦&¦;¦amp;¦![¦[¦]¦\
          (¦)¦](¦*¦**¦_¦__¦`¦``¦!¦|¦a¦word ¦\u2028¦\u2029# x¦\u202E¦\u0000¦\u0085¦\
          \f¦\uFEFF¦=¦==\n¦-¦--\n¦+¦~¦#¦# ¦ #¦1.¦[x] ¦[ ] ¦("t&#10;&#10;# T")¦\
          <a href='javascript:x'>¦  \n¦é¦😀"""
              .split("¦"));

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3000)
  void bodiesKeepTheShape(
      @ForAll("hostile") String first,
      @ForAll("hostile") String second,
      @ForAll("hostile") String third) {
    Shape.check(devlog(first, second, third));
  }

  @Property(tries = 1000)
  void structuredFieldsKeepTheShape(@ForAll("hostile") String text) {
    Talk talk = new Talk();
    Message opener =
        talk.opens("agent-2", fields(Talk.draft(Kind.REQUEST, "Plan", "Body", "agent-3"), text));
    String line = oneLine(text);
    talk.replies("agent-3", opener, fields(Talk.draft(Kind.INFORM, line, "Text", "agent-2"), text));
    talk.replies("agent-3", opener, Talk.draft(Kind.INFORM, "", "Text", "agent-2"));
    Shape.check(talk.markdown());
  }

  private static String oneLine(String text) {
    String line = Characters.line(text);
    return line.substring(
        0, line.offsetByCodePoints(0, Math.min(90, line.codePointCount(0, line.length()))));
  }

  private static Draft fields(Draft draft, String text) {
    String line = oneLine(text);
    return draft.with(List.of(text), List.of(Talk.step("agent-3", line)), List.of(text));
  }

  @Property(tries = 2000)
  void plainTextComesToTheSameOnTheShortWay(@ForAll("plain") String text) {
    if (Body.isPlain(text)) {
      assertThat(Body.of(text).takeLead()).isEqualTo(Body.parsed(text).takeLead());
      assertThat(Body.of(text).takeRest()).isEqualTo(Body.parsed(text).takeRest());
    }
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.of(
            "a¦B ¦word¦ ¦\n¦\n\n¦7¦-¦=¦+¦.¦)¦#¦~~¦|¦é¦日本¦!¦:¦http://x¦%¦\"¦'¦{¦$¦^¦@".split("¦"))
        .list()
        .ofMaxSize(20)
        .map(pieces -> String.join("", pieces));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "[",
        "![",
        "*",
        "_a ",
        "*a ",
        "- ",
        "`",
        "<",
        "<a ",
        "[a](",
        "[a]: <",
        "&",
        "\\",
        "1. ",
        "**a ",
        "- a\n",
        "> ",
        "a**b c* ",
        "![a](",
        "\t- ",
        "x"
      })
  void endlessRepetitionNeitherFailsNorTakesLong(String piece) {
    String body = piece.repeat((256 * 1024) / piece.length());
    long began = System.nanoTime();
    String markdown = devlog(body, "two", "three");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    Shape.check(markdown);
  }

  @Test
  void deepNestingNeitherFailsNorTakesLong() {
    Shape.check(devlog("*".repeat(100_000) + "a" + "*".repeat(100_000), ">".repeat(10_000), "x"));
    Shape.check(devlog("![".repeat(40_000) + "](x)".repeat(40_000), "- ".repeat(40_000), "x"));
    Shape.check(devlog("- ".repeat(60_000) + "\n".repeat(100_000), "[".repeat(10_000), "x"));
  }

  @Test
  void whatDoesHarmIsShownAsText() {
    String markdown =
        devlog(
            "<script>alert(1)</script>\n\n[click](javascript:alert(1)) and [web](https://x.org)",
            "```\nnever closed\n# not a heading",
            "---\nstate: closed\n---\n\n# Title");
    assertThat(markdown)
        .contains("&lt;script>alert(1)&lt;/script>")
        .contains("click and [web](https://x.org)")
        .contains("```\nnever closed\n# not a heading\n```\n")
        .contains("### Title")
        .doesNotContain("<script>", "javascript:");
    Shape.check(markdown);
  }

  @Test
  void anImageIsShownAsALinkThatNobodyFetchesUnasked() {
    String markdown =
        devlog(
            "Look: ![t](http://tracker/p.png) and ![](http://tracker/q.png)",
            "[![badge](http://tracker/p.png)](https://x.org)",
            "Wow!![a [b](https://b.org) ![c](https://c.org)](https://a.org)");
    assertThat(markdown)
        .contains("Look: [t](http://tracker/p.png) and [image](http://tracker/q.png)")
        .contains("[badge](https://x.org)")
        .contains("Wow\\![a b c](https://a.org)");
    Shape.check(markdown);
  }

  @Test
  void charactersThatNobodySeesAreMadeVisibleButEmojiStayWhole() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC67 \u2764\uFE0F";
    assertThat(devlog("a\u200Bb\u200Fc\u2060d\u2064e\uFEFFf " + family, "x", "y"))
        .contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf " + family);
  }

  @Test
  void aReferenceDefinedInOneBodyMeansNothingInAnother() {
    String markdown = devlog("[Status]: https://evil.org\n\nText [Status]", "See [Status]", "x");
    assertThat(markdown).contains("Text [Status](https://evil.org)").contains("See \\[Status\\]");
  }

  private static String devlog(String first, String second, String third) {
    Talk talk = new Talk();
    Message opener = talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan", first, "agent-3"));
    talk.replies("agent-3", opener, Talk.draft(Kind.INFORM, "Plan", second, "agent-2"));
    talk.replies("agent-3", opener, Talk.draft(Kind.INFORM, "Plan", third, "agent-2"));
    return talk.markdown();
  }
}
