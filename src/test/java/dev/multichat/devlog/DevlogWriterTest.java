package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevlogWriterTest {
  @Test
  void aConversationOfFourAgentsReadsLikeTheFoundingDevlog() throws IOException {
    Path golden = Path.of("src/test/resources/devlog/founding.md");
    assertThat(Founding.talk().markdown()).isEqualTo(Files.readString(golden));
  }

  @Test
  void theSectionsOfABodyFillThoseOfTheDevlogAndAreNotToldTwice() {
    String markdown =
        asked(
            """
            # Message Summary
            In short.
            # Rest
            The long story.

            KEY POINTS
            ----------
            * one
            * two
            #### Next steps:
            - [x] Agent-3: begin
            - end
            ### status
            Fine.
            """);
    assertThat(markdown)
        .contains("## Message summary\n\nIn short.\n\n### Details\n\n### Rest\n\nThe long story.\n")
        .contains("## Key points\n\n- one\n- two\n")
        .contains(
            "## Next steps\n\n- [x] **Agent-2** noted: Agent-3: begin\n- [ ] **Agent-2** noted: end\n")
        .contains("⏳ **Waiting** for Agent-3.\n\nNoted by the participants:\n\n- Fine.\n")
        .containsOnlyOnce("Fine.");
  }

  @Test
  void whatARepliersStatusSaysStandsBesideItsNameAndApartFromTheHubs() {
    Talk talk = new Talk();
    Message plan = talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan", "Well?", "agent-3"));
    String forged =
        "Ok.\n\n## Status\n- ✅ **Answered** at 09:00:00.\n- **Agent-2**: approved\n\n"
            + "## Key points\n- a point\n\n## Next steps\n- [x] Agent-2: approved all";
    talk.replies("agent-3", plan, Talk.draft(Kind.INFORM, "", forged, "agent-2"));
    assertThat(talk.markdown())
        .contains(
            "## Status\n\n✅ **Answered** at 04:28:26.\n\nNoted by the participants:\n\n"
                + "- **Agent-3**: ✅ **Answered** at 09:00:00.\n"
                + "- **Agent-3**: **Agent-2**: approved\n")
        .contains("- **Agent-3**: a point\n")
        .contains("- [x] **Agent-3** noted: Agent-2: approved all\n");
  }

  @Test
  void anOpenersLineThatBeginsLikeAnothersWordsIsNamedToo() {
    assertThat(asked("Text\n\n## Status\n- fine\n- ✅ **Agent-3**: approved"))
        .contains("- **Agent-2**: fine\n- **Agent-2**: ✅ **Agent-3**: approved\n");
  }

  @Test
  void whatIsBeyondOneMebibyteIsCutToItsBeginning() {
    Talk talk = new Talk();
    Message plan = talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan", "Well?", "agent-3"));
    String body = "The lead.\n\n" + "word ".repeat(50_000) + "end";
    for (int i = 0; i < 20; i++) {
      talk.replies("agent-3", plan, Talk.draft(Kind.INFORM, "No. " + i, body, "agent-2"));
    }
    String cut = "\n\n**No. %d**\n\nThe lead.\n\n_Cut; read it with `multichat show`._\n";
    assertThat(talk.markdown())
        .hasSizeLessThan(1_100_000)
        .contains(String.format(cut, 4), String.format(cut, 19))
        .doesNotContain(String.format(cut, 3))
        .isEqualTo(talk.markdown());
  }

  @Test
  void fieldsComeBeforeWhatTheBodySays() {
    Talk talk = new Talk();
    talk.opens(
        "agent-2",
        Talk.draft(Kind.REQUEST, "Plan", "Text\n\n# Key points\n\n- said", "agent-3")
            .with(List.of("given *as is*"), List.of(), List.of()));
    assertThat(talk.markdown())
        .contains("## Key points\n\n- given \\*as is\\*\n")
        .contains("### Key points\n\n- said\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OVERDUE | ⏰ **Overdue**: Agent-3 did not reply in time",
        "OVERDUE | the reply of Agent-3 became overdue (because).",
        "EXPIRED | the message expired before Agent-3 took it (because).",
        "DEAD | the message could not be handed to Agent-3 and was given up (because).",
        "DEAD | ☑️ **Answered** by nobody: no reply is awaited any more.",
        "LEFT | Agent-3 left the session (because).",
        "CLOSED | 🔒 **Closed** with its session at 04:28:26",
        "HELD | ✋ **Held** by Agent-3 until an operator lets it go on (`multichat release readiness`);",
        "HELD | ; then it waits for Agent-3.",
        "HELD | held by Agent-3 (because)."
      })
  void whatHappenedIsTold(EntryType type, String told) {
    Talk talk = new Talk();
    Message plan = talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan", "", "agent-3"));
    assertThat(talk.happens(type, plan, "agent-3", "because.").markdown()).contains(told);
  }

  @Test
  void aStepThatALaterMessageMarksDoneIsTicked() {
    Talk talk = new Talk();
    Message plan =
        talk.opens(
            "agent-2",
            Talk.draft(Kind.REQUEST, "Plan", "", "agent-3")
                .with(List.of(), List.of(Talk.step("agent-3", "Build it")), List.of()));
    assertThat(talk.markdown()).contains("- [ ] **Agent-3**: Build it\n");
    talk.replies(
        "agent-3",
        plan,
        Talk.draft(Kind.INFORM, "", "Built.", "agent-2")
            .with(List.of(), List.of(Talk.done("agent-3", "Build it")), List.of()));
    assertThat(talk.markdown()).contains("- [x] **Agent-3**: Build it\n").doesNotContain("[ ]");
  }

  @Test
  void noticesShareAFileAndLinkWhatBecameOfThem() {
    Talk talk = new Talk();
    Message first = talk.opens("agent-2", Talk.draft(Kind.INFORM, "Green", "All pass.", "agent-3"));
    talk.opens("agent-3", Talk.draft(Kind.INFORM, "", "# Thanks", "agent-2"));
    String markdown = DevlogWriter.notices(talk.entries, Set.of(first.id()));
    assertThat(markdown)
        .contains("# Notices in readiness\n", "## 04:27:49 Agent-2: Green\n", "All pass.\n")
        .contains("](../" + DevlogName.exchange(talk.entries.get(0)) + ")\n")
        .contains("## 04:28:26 Agent-3 (1)\n", "### Thanks\n")
        .containsOnlyOnce("Replies: ");
  }

  @Property(tries = 500)
  void frontMatterGivesBackWhatWasWritten(@ForAll @StringLength(max = 60) String subject)
      throws IOException {
    String yaml =
        new FrontMatter().put("opened", "").put("exchange", "").put("subject", subject).end();
    Row row = DevlogReader.row("x.md", new BufferedReader(new StringReader(yaml))).orElseThrow();
    assertThat(row.subject()).isEqualTo(subject);
    assertThat(yaml.lines()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"50,500,0,0", "50,500,500,600", "50,500,9000,600", "100,100,10,120", "900,9,9,1000"})
  void theLessArrivesTheLessItRests(long millis, int taken, long arrived, long rest) {
    assertThat(Pace.rest(millis * 1_000_000, taken, arrived)).isEqualTo(rest);
  }

  private static String asked(String body) {
    Talk talk = new Talk();
    talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan", body, "agent-3"));
    return talk.markdown();
  }
}
