package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.contract.Note;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of W3C Trace Context, as a field that has to have it and as a header that may not. */
class TraceparentTest {
  private static final String IDS = "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

  @ParameterizedTest
  @ValueSource(
      strings = {"00" + IDS + "01", "00" + IDS + "00", "00" + IDS + "ff", "fe" + IDS + "01"})
  void whatHasTheFormIsKeptAsItIs(String trace) {
    assertThat(Note.to("a").with("traceparent", trace).draft().traceparent()).isEqualTo(trace);
    assertThat(Traceparent.of(List.of(trace))).isEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-a-b-01",
        "ff" + IDS + "01",
        "0g" + IDS + "01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00" + IDS + "1",
        "00" + IDS + "01-",
        "00" + IDS + "01-extra",
        "ff" + IDS + "01-extra",
        "01" + IDS + "01.extra",
        "00" + IDS + "01\n",
        " 00" + IDS + "01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
      })
  void whatHasNotTheFormIsRefusedAsAFieldAndIgnoredAsAHeader(String trace) {
    assertThatThrownBy(() -> Note.to("a").with("traceparent", trace).draft())
        .isInstanceOf(MultichatException.class)
        .hasMessageContaining("'traceparent' is '")
        .hasMessageContaining("W3C Trace Context");
    assertThat(Traceparent.of(List.of(trace))).isNull();
  }

  @Test
  void aHeaderOfALaterVersionIsReadAsFarAsItIsKnown() {
    assertThat(Traceparent.of(List.of("cc" + IDS + "01-what-the-future-holds")))
        .isEqualTo("00" + IDS + "01");
  }

  @Test
  void twoHeadersAreNone() {
    assertThat(Traceparent.of(List.of("00" + IDS + "01", "00" + IDS + "01"))).isNull();
    assertThat(Traceparent.of(List.of())).isNull();
  }
}
