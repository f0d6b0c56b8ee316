package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void theClosestComeFirstAndStrangersNotAtAll() {
    List<String> known =
        List.of("agent-2", "agent-22", "agent-3", "reviewer", "agent-4", "agent-5");

    assertThat(Nearest.to("Agent2", known)).containsExactly("agent-2", "agent-22", "agent-3");
    assertThat(Nearest.to("reviewr", known)).containsExactly("reviewer");
    assertThat(Nearest.to("somebody-else", known)).isEmpty();
  }
}
