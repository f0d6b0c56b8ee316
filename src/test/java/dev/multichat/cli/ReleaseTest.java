package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Scene;
import io.vertx.core.json.JsonObject;
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
    tellsThatItIsHeld(session);
    two.refused(1, "Only an operator can do this.", "release", session);
    assertThat(operator.done("release", session)).isEqualTo("Released: " + session + "\n");
    operator.refused(1, "is not held", "release", session);
    three.done("send", "--reply-to", last, "Noted.");
    assertThat(operator.done("show", session)).doesNotContain("held", "release");
  }

  private void tellsThatItIsHeld(String session) {
    String why = "replies in a row only acknowledged each other";
    String command = "multichat release " + session;
    assertThat(two.done("show", session)).contains("State         held, ", why, command + "\n");
    for (String[] list : new String[][] {{"sessions"}, {"devlog", "list", "--session", session}}) {
      CommandLineRun run = two.run(list);
      assertThat(run.out()).contains(" held ");
      assertThat(run.err()).contains("is held: more than ", why, command + "\n").hasLineCount(1);
    }
    JsonObject shown = two.json("show", session, "--json").getJsonObject("session");
    assertThat(shown.getString("held")).contains(why);
    assertThat(first(two.json("sessions", "--json"), "sessions")).contains(why);
    assertThat(first(two.json("devlog", "list", "--session", session, "--json"), "devlogs"))
        .contains(why);
  }

  private static String first(JsonObject listed, String name) {
    return listed.getJsonArray(name).getJsonObject(0).getString("held");
  }
}
