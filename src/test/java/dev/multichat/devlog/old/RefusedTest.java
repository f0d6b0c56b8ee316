package dev.multichat.devlog.old;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {

  @Test
  void whatIsTooLargeBinaryOrEmptyIsRefusedWithASentence() {
    byte[] large = new byte[Decoding.MOST_BYTES + 1];
    Arrays.fill(large, (byte) 'a');
    refused(large, "at most 1048576 are read");
    refused("a\0b".getBytes(StandardCharsets.UTF_8), "NUL");
    refused(" \n\n".getBytes(StandardCharsets.UTF_8), "empty");
    refused(new byte[] {(byte) 0xff, 1, 2, 3}, "neither UTF-8");
    refused("x\n".repeat(140_000).getBytes(StandardCharsets.UTF_8), "at most 262144");
  }

  private static void refused(byte[] content, String why) {
    OldDevlog devlog = OldDevlogReader.read("x.md", content, Fixtures.MODIFIED);
    assertThat(devlog.isRefused()).isTrue();
    Remark last = devlog.notes().get(devlog.notes().size() - 1);
    assertThat(last.kind()).isEqualTo(Remark.Kind.LEFT);
    assertThat(last.text()).contains(why);
  }

  @Test
  void whatExceedsAFieldStaysInTheBody() {
    String points = "- point\n".repeat(101) + "- " + "long ".repeat(300);
    OldDevlog devlog = Fixtures.reading("# " + "t".repeat(300) + "\n\n## Key Points\n\n" + points);
    assertThat(devlog.topic()).hasSize(200).endsWith("…");
    Utterance said = devlog.utterances().get(0);
    assertThat(said.keyPoints()).hasSize(100);
    assertThat(said.body()).contains("t".repeat(300), "## Key Points\n\n- point\n- long long");
    assertThat(Fixtures.notes(devlog, Remark.Kind.LEFT)).anyMatch(n -> n.startsWith("2 items"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-09-24 | 2025-09-24T00:00:00Z",
        "2025/9/4 04:27 | 2025-09-04T04:27:00Z",
        "24.09.2025, 04:27:49 | 2025-09-24T04:27:49Z",
        "September 24, 2025 at 4:27 PM | 2025-09-24T16:27:00Z",
        "24 Sep 2025 12:05 am | 2025-09-24T00:05:00Z",
        "2025-09-24T04:27:49.123Z | 2025-09-24T04:27:49.123Z",
        "2025-09-24T04:27:49+02:00 | 2025-09-24T02:27:49Z",
        "2025-13-24 |",
        "03/04/2025 |",
        "1969-12-31 |",
        "2025-09-24 25:00 |",
        "2025-09-24 04:27 EST |",
        "soon |"
      })
  void onlyWhatCanBeReadInOneWayIsADate(String text, String instant) {
    When when = When.of(text);
    assertThat(when == null ? null : when.instant().toString()).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({"“Übung”, “Übung”", "…à, …à", "naïve, naïve", "Ã©tÃ©, été", "–ü—Ä–∏–≤–µ—Ç, Привет"})
  void onlyWhatCanHardlyBeMeantIsRepaired(String given, String text) {
    assertThat(Repair.of(given, new Notes())).isEqualTo(text);
  }
}
