package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The Coordinator over the tools of MCP, in the version with sessions. */
class McpContractTest extends CoordinatorContract {
  /**
   * Promises of what no tool does: joining, leaving, closing, revoking, cards, single sessions, and
   * sessions under ids of one's own.
   */
  private static final Set<String> WITHOUT_TOOLS =
      Set.of(
          "aCardIsItsAgentsOwn",
          "aClosedSessionIsReadButNotJoined",
          "aSessionThatIsNotOpenIsNotJoined",
          "anIdThatIsTakenIsRefused",
          "anInitiatorThatLeftMayStillClose",
          "anOpenSessionIsJoinedAndJoiningAgainDoesNothing",
          "anOpeningThatCannotBeIsRefused",
          "anUnknownAgentIsNotFoundAndTheNearestAreNamed",
          "leavingAnOpenSessionAgainDoesNothing",
          "leavingRevealsNothingOfAStrangersSession",
          "onlyAnOperatorRevokes",
          "onlyItsInitiatorOrAnOperatorClosesASession",
          "openingAgainInTheSameWordsGivesBackTheSession",
          "sessionIdsThatAreNoNamesAreRefused");

  @TempDir Path secrets;
  private final List<ToolClient> ways = new ArrayList<>();

  /** The version of the protocol that is spoken. */
  String version() {
    return "2025-11-25";
  }

  @Override
  protected Config config() {
    return Tokens.served(super.config(), secrets);
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    ToolClient way =
        new ToolClient(new Wires(vertx, daemon.url()), Tokens.operators(secrets), version());
    ways.add(way);
    return new ToolCoordinator(way, daemon.coordinator());
  }

  /** A sender has no ids of its own here, and a key is its sender's alone. */
  @Override
  @Test
  public void theSameIdWithOtherContentIsAConflict() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt first = s.send("agent-2", keyed("agent-3"));
    List<Note> others =
        List.of(
            keyed("agent-3").body("other"),
            keyed("agent-4"),
            keyed("agent-3").kind("request"),
            keyed("agent-3").in("nowhere"),
            keyed("nobody"));
    for (Note other : others) {
      refused(ErrorCode.CONFLICT, s.hub.send(as("agent-2"), other.draft())).contains(first.id());
    }
    assertThat(s.inbox("agent-3")).hasSize(1);
    assertThat(s.inbox("agent-4")).isEmpty();
  }

  @Override
  @Test
  public void theSameIdFromSomebodyElseIsAConflictThatRevealsNothing() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt first = s.send("agent-2", keyed("agent-3").body("secret"));
    Receipt other = s.send("agent-4", keyed("agent-3").body("secret"));
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(other.session()).isNotEqualTo(first.session());
    assertThat(s.inbox("agent-3")).hasSize(2);
  }

  private static Note keyed(String to) {
    return Note.to(to).with("key", "build 17");
  }

  /** The refusal speaks in the tool's seconds. */
  @Override
  @Test
  public void waitingLongerThanAllowedIsRefusedBeforeAnythingIsSent() {
    Scene s = scene().with("agent-2", "agent-3");
    for (int seconds : List.of(60, -1)) {
      Duration wait = Duration.ofSeconds(seconds);
      refused(ErrorCode.INVALID, s.ask("agent-2", Note.request("agent-3"), wait))
          .contains("from 0 to 25");
    }
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  /** A promise that is tried without a tool would prove nothing of MCP. */
  @AfterEach
  void byTools(TestInfo info) {
    boolean tried = ways.stream().anyMatch(way -> !way.called().isEmpty());
    String promise = info.getTestMethod().orElseThrow().getName();
    assertThat(tried).as("a tool was called").isNotEqualTo(WITHOUT_TOOLS.contains(promise));
  }
}
