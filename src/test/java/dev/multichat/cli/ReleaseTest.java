package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Scene;
import org.junit.jupiter.api.Test;

/** An operator lets a held session go on, through the command line and a real daemon. */
class ReleaseTest extends TwoAgents {
  private static final String UUID = "0198f2c4-5b7e-7cc1-8a3e-000000000001";

  @Test
  void aHeldSessionIsReleased() {
    two.done("send", "--to", "agent-3", "--id", UUID, "x");
    String session =
        operator
            .json("sessions", "--json")
            .getJsonArray("sessions")
            .getJsonObject(0)
            .getString("id");
    String last = UUID;
    for (int i = 0; i < Scene.GUARDS.acknowledgements(); i++) {
      Shell turn = i % 2 == 0 ? three : two;
      last = turn.json("send", "--reply-to", last, "--json", "Noted.").getString("id");
    }
    three.refused(1, "is held", "send", "--reply-to", last, "Noted.");
    two.refused(1, "Only an operator can do this.", "release", session);
    assertThat(operator.done("release", session)).isEqualTo("Released: " + session + "\n");
    operator.refused(1, "is not held", "release", session);
    three.done("send", "--reply-to", last, "Noted.");
  }
}
