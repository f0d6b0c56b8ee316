package dev.multichat.devlog.old;

import static dev.multichat.devlog.old.Fixtures.notes;
import static dev.multichat.devlog.old.Fixtures.read;
import static dev.multichat.devlog.old.Fixtures.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldDevlogReaderTest {
  private static final Person ARCHITECT =
      new Person("agent-2", "Agent-2", "Architecture & Design Specialist");
  private static final Person BUILDER = new Person("agent-3", "Agent-3", "");

  @Test
  void aDevlogInTheFoundingMannerIsAnAnswerToAMessageThatOnlyItsSubjectTells() {
    OldDevlog devlog = read(Fixtures.FOUNDING);
    assertThat(devlog.opened()).isEqualTo(Instant.parse("2025-09-24T05:11:02Z"));
    assertThat(devlog.topic()).isEqualTo("Agent-2 Response to Agent-3 Cache Readiness");
    Utterance report = devlog.utterances().get(0);
    assertThat(report.from()).isEqualTo(BUILDER);
    assertThat(report.opens()).isTrue();
    assertThat(report.subject()).isEqualTo("Agent-3 Readiness Report");
    assertThat(report.body()).isEmpty();
    Utterance answer = devlog.utterances().get(1);
    assertThat(answer.from()).isEqualTo(ARCHITECT);
    assertThat(answer.to()).containsExactly(BUILDER);
    assertThat(answer.opens()).isFalse();
    assertThat(answer.kind()).isEqualTo(Kind.PROPOSE);
    assertThat(notes(devlog, Remark.Kind.GUESSED)).anyMatch(n -> n.contains("does not hold"));
  }

  @Test
  void sectionsOfTheFoundingMannerFillFieldsAndTheRestStaysVerbatim() {
    Utterance answer = read(Fixtures.FOUNDING).utterances().get(1);
    assertThat(answer.keyPoints())
        .containsExactly(
            "Small Modules: Every cache stays within its budget",
            "Gate First: Nothing is merged red");
    assertThat(answer.nextSteps())
        .containsExactly(
            new NextStep("agent-3", "proceed with the memory cache", false),
            new NextStep("agent-2", "ready for reviewing the port", false),
            new NextStep("agent-8", "reserve the test machine", true));
    assertThat(answer.status())
        .containsExactly(
            "✅ Response Sent: division of work delivered",
            "📝 Devlog Written: nothing is missing",
            "🎯 Ready For: the first commit");
    assertThat(answer.body())
        .startsWith("## Message Summary\n\nAgent-3 reported")
        .contains("1. **Budgets**:\n   - Memory cache (≤120 lines)\n")
        .contains("## Next Steps\n\n- Coordination with Agent-4 for load tests\n")
        .endsWith(
            "---\n\n**Agent-2 Architecture & Design Specialist**\n"
                + "**Timestamp**: 2025-09-24 05:11:02")
        .doesNotContain("Key Points", "## Status", "**Date**");
  }

  @Test
  void headersFromToAndPriorityAreReadWithTheirRolesAndZone() {
    OldDevlog devlog = read("from-to-priority.md");
    Utterance said = devlog.utterances().get(0);
    assertThat(devlog.opened()).isEqualTo(Instant.parse("2025-10-02T12:05:00Z"));
    assertThat(said.from()).isEqualTo(new Person("agent-4", "Agent-4", "Integration Captain"));
    assertThat(said.to())
        .containsExactly(
            new Person("agent-2", "Agent-2", ""),
            new Person("agent-8", "Agent-8", "Operations, Nights"),
            BUILDER);
    assertThat(said.importance()).isEqualTo(Importance.HIGH);
    assertThat(said.subject()).isEqualTo("Load test request for the disk cache");
    assertThat(said.nextSteps())
        .containsExactly(new NextStep("agent-8", "free the machine", false));
    assertThat(said.body()).contains("2. Find a quiet night\n3. Agent-3 and Agent-2 to watch");
    assertThat(notes(devlog, Remark.Kind.LEFT)).anyMatch(n -> n.contains("'Next Steps'"));
  }

  @Test
  void whatIsDoneUnderWayAndInTheWayBecomesLinesOfTheStatus() {
    Utterance said = read("progress.md").utterances().get(0);
    assertThat(said.toEveryone()).isTrue();
    assertThat(said.draft(null, null).to()).containsExactly("*");
    assertThat(said.status())
        .containsExactly(
            "✅ Completed: Fixed the flaky lease test",
            "✅ Completed: Wrote the migration guide",
            "🔄 In Progress: Porting the index to the new schema",
            "Blockers: No disk left on the build machine");
    assertThat(said.body())
        .contains("**Mission**: Keep the nightly build green", "### Blockers\n\n- [The ticket](");
  }

  @Test
  void everyResponseIsAnUtteranceOfItsOwn() {
    List<Utterance> said = read("responses.md").utterances();
    assertThat(said)
        .extracting(one -> one.from().id())
        .containsExactly("agent-1", "agent-2", "captain-nemo", "agent-3", "agent-1");
    assertThat(said)
        .extracting(Utterance::kind)
        .containsExactly(Kind.INFORM, Kind.ACCEPT, Kind.REFUSE, Kind.INFORM, Kind.INFORM);
    assertThat(said).extracting(Utterance::opens).containsExactly(true, false, false, false, false);
    assertThat(said.get(1).keyPoints()).containsExactly("Friday is free");
    assertThat(said.get(2).nextSteps()).extracting(NextStep::owner).containsExactly("captain-nemo");
    assertThat(said.get(0).body()).contains("## Incident Response");
    assertThat(said.get(0).status()).containsExactly("Settled");
  }

  @Test
  void onlyWhatTheTextDoesNotTellIsTakenFromTheName() {
    String name = "2025-10-07_Agent-5_Agent-1_Index_Rebuild_Plan.md";
    OldDevlog devlog = read(name);
    assertThat(devlog.topic()).isEqualTo("Index Rebuild Plan");
    assertThat(devlog.opened()).isEqualTo(Instant.parse("2025-10-07T00:00:00Z"));
    assertThat(devlog.utterances().get(0).from().id()).isEqualTo("agent-5");
    assertThat(devlog.utterances().get(0).to()).extracting(Person::id).containsExactly("agent-1");
    assertThat(notes(devlog, Remark.Kind.GUESSED)).filteredOn(n -> n.contains("name")).hasSize(4);
    OldDevlog renamed = OldDevlogReader.read("2025-10-08.md", Fixtures.bytes(name), Instant.EPOCH);
    assertThat(renamed.session()).isNotEqualTo(devlog.session());
  }

  @Test
  void whatNothingTellsIsGuessedAndSaid() {
    OldDevlog devlog = read("no-headings.md");
    assertThat(devlog.opened()).isEqualTo(Fixtures.MODIFIED);
    assertThat(devlog.topic()).isEqualTo("I looked at the queue again and found nothing.");
    assertThat(devlog.session()).startsWith("devlog-undated-");
    assertThat(devlog.utterances().get(0).from().id()).isEqualTo("unknown");
    assertThat(notes(devlog, Remark.Kind.GUESSED)).hasSize(3);
    assertThat(devlog.utterances().get(0).body()).contains("\n    an indented remark");
  }

  @Test
  void ourOwnDevlogKeepsItsIds() {
    OldDevlog devlog = read("ours.md");
    assertThat(devlog.session()).isEqualTo("readiness");
    assertThat(devlog.own()).isNotNull();
    assertThat(devlog.own().exchange()).isEqualTo("0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e0001");
    assertThat(devlog.utterances())
        .extracting(Utterance::id)
        .containsExactlyElementsOf(devlog.own().messages());
    assertThat(devlog.utterances())
        .extracting(Utterance::kind)
        .containsExactly(Kind.REQUEST, Kind.ACCEPT);
    assertThat(devlog.people())
        .containsExactly(
            new Person("agent-3", "Agent-3", "Infrastructure Specialist"),
            new Person("agent-2", "Agent-2", "Architecture Specialist"));
  }

  @Test
  void frontMatterOfAnotherToolIsReadAsTextAndCannotGrow() {
    OldDevlog devlog = read("other-tool.md");
    assertThat(devlog.own()).isNull();
    assertThat(devlog.topic()).isEqualTo("Weekly sync");
    assertThat(devlog.utterances().get(0).from().role()).isEqualTo("Core Persistence");
    assertThat(devlog.utterances().get(0).body()).contains("anchors: &a [\"x\", *a, *a]");
  }

  @Test
  void hostileNamesBecomeHarmlessIds() {
    OldDevlog devlog = read("hostile.md");
    assertThat(devlog.session()).matches("devlog-undated-[a-z0-9-]{1,41}");
    assertThat(devlog.people())
        .extracting(Person::id)
        .contains("etc-passwd", "script-alert-1-script", "old-con", "old-hub", "all-of-them");
    assertThat(devlog.utterances().get(0).keyPoints()).containsExactly("fine point");
    assertThat(devlog.utterances().get(0).nextSteps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mac-roman-damage.md", "cp1252-damage.md"})
  void damagedTextIsRepairedToTheSameIds(String name) {
    OldDevlog repaired = read(name);
    OldDevlog clean = read(Fixtures.FOUNDING);
    assertThat(repaired.utterances()).isEqualTo(clean.utterances());
    assertThat(repaired.session()).isEqualTo(clean.session());
    assertThat(notes(repaired, Remark.Kind.REPAIRED)).hasSize(1).first().asString().contains("5 l");
  }

  @Test
  void latinOneIsRepairedLineByLine() {
    OldDevlog devlog = read("latin-1-damage.md");
    assertThat(devlog.topic()).isEqualTo("Agent-3 to Agent-2: Café");
    assertThat(devlog.utterances().get(0).status()).containsExactly("✅ geprüft", "already plain");
    assertThat(devlog.utterances().get(0).body()).contains("Über die Größe").contains(" – ");
  }

  @Test
  void bytesThatAreNoUtf8AreReadAsWesternText() {
    OldDevlog devlog = read("windows-1252.md");
    assertThat(devlog.utterances().get(0).body()).contains("Über die Größe").contains(" – ");
    assertThat(notes(devlog, Remark.Kind.GUESSED)).anyMatch(n -> n.contains("windows-1252"));
  }

  @Test
  void lineEndsAndMarksChangeNoId() {
    String unix = Fixtures.text("crlf-bom.md");
    assertThat(unix).doesNotContain("\r").startsWith("# Agent-7");
    assertThat(reading("any.md", unix).utterances()).isEqualTo(read("crlf-bom.md").utterances());
  }

  @Test
  void otherWordsGiveOtherIds() {
    OldDevlog one = reading("# A\n\n**Date**: 2025-01-01\n**Agent**: Agent-1\n\nyes");
    OldDevlog two = reading("# A\n\n**Date**: 2025-01-01\n**Agent**: Agent-1\n\nno");
    assertThat(one.session()).startsWith("devlog-2025-01-01-a-").isNotEqualTo(two.session());
    assertThat(one.utterances().get(0).id()).isNotEqualTo(two.utterances().get(0).id());
    assertThat(one.utterances().get(0).id().charAt(14)).isEqualTo('8');
  }
}
