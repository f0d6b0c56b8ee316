package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opening, joining, leaving and closing of sessions, and who may. */
public interface SessionsContract extends Promises {

  private static Opening opening(String id, boolean open, String... participants) {
    return new Opening(id, "Talk", List.of(participants), open);
  }

  @Test
  default void anOpenedSessionIsAsItWasAskedFor() {
    Scene s = scene().with("agent-2", "agent-3");
    Session opened = await(s.hub.open(as("agent-2"), opening("TALK", false, "Agent-3", "agent-2")));
    assertThat(opened.id()).isEqualTo("talk");
    assertThat(opened.topic()).isEqualTo("Talk");
    assertThat(opened.initiator()).isEqualTo("agent-2");
    assertThat(opened.participants()).containsExactlyInAnyOrder("agent-2", "agent-3");
    assertThat(opened.state()).isEqualTo(SessionState.ACTIVE);
    assertThat(opened.lastSeq()).isZero();
    assertThat(await(s.hub.session(as("agent-3"), "Talk"))).isEqualTo(opened);
    assertThat(await(s.hub.open(as("agent-2"), opening(null, false))).id()).isNotBlank();
  }

  @Test
  default void openingAgainInTheSameWordsGivesBackTheSession() {
    Scene s = scene().with("agent-2", "agent-3");
    Session first = s.session("talk", "agent-2", "agent-3");
    assertThat(s.session("talk", "agent-2", "agent-3")).isEqualTo(first);
    refused(ErrorCode.CONFLICT, s.hub.open(as("agent-3"), opening("talk", false, "agent-2")));
    refused(ErrorCode.CONFLICT, s.hub.open(as("agent-2"), opening("talk", true, "agent-3")));
    Opening other = new Opening("talk", "Other", List.of("agent-3"), false);
    refused(ErrorCode.CONFLICT, s.hub.open(as("agent-2"), other));
  }

  @Test
  default void nobodyGivesAnIdThatKeysBecome() {
    Scene s = scene().with("agent-2");
    String derived = "K-" + "0123456789abcdef".repeat(2);
    refused(ErrorCode.INVALID, s.hub.open(as("agent-2"), opening(derived, false))).contains("key");
    refused(ErrorCode.NOT_FOUND, s.hub.session(as("agent-2"), derived));
    assertThat(await(s.hub.open(as("agent-2"), opening(null, false))).id()).isNotEqualTo(derived);
  }

  @Test
  default void anOpeningThatCannotBeIsRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    Opening untitled = new Opening("talk", " ", List.of("agent-3"), false);
    refused(ErrorCode.INVALID, s.hub.open(as("agent-2"), untitled)).contains("topic");
    refused(ErrorCode.NOT_FOUND, s.hub.open(as("agent-2"), opening("talk", false, "agent3")))
        .contains("agent-3");
    refused(ErrorCode.NOT_FOUND, s.hub.session(as("agent-2"), "talk"));
  }

  @Test
  default void sessionIdsThatAreNoNamesAreRefused() {
    Scene s = scene().with("agent-2");
    for (String id : List.of("../x", "con", "COM1.txt", "a/b", "", "x.", "-x", "a".repeat(65))) {
      refused(ErrorCode.INVALID, s.hub.session(as("agent-2"), id));
      refused(ErrorCode.INVALID, s.hub.join(as("agent-2"), id));
      assertThatThrownBy(() -> opening(id, false)).isInstanceOf(MultichatException.class);
      assertThatThrownBy(() -> Note.to("agent-2").in(id).draft())
          .isInstanceOf(MultichatException.class);
    }
  }

  @Test
  default void anOpenSessionIsJoinedAndJoiningAgainDoesNothing() {
    Scene s = scene().with("agent-2", "agent-3");
    await(s.hub.open(as("agent-2"), opening("talk", true)));
    assertThat(await(s.hub.session(as("agent-3"), "talk")).participants())
        .containsExactly("agent-2");
    Session joined = await(s.hub.join(as("agent-3"), "talk"));
    assertThat(joined.participants()).containsExactlyInAnyOrder("agent-2", "agent-3");
    assertThat(await(s.hub.join(as("agent-3"), "talk"))).isEqualTo(joined);
  }

  @Test
  default void aSessionThatIsNotOpenIsNotJoined() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2");
    refused(ErrorCode.FORBIDDEN, s.hub.join(as("agent-3"), "talk"));
    refused(ErrorCode.NOT_FOUND, s.hub.join(as("agent-3"), "walk"));
    assertThat(await(s.hub.join(as("agent-2"), "talk")).participants()).hasSize(1);
  }

  @Test
  default void whoLeftTakesNoPartAnyMore() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    await(s.hub.leave(as("agent-3"), "talk"));
    assertThat(await(s.hub.session(as("agent-2"), "talk")).participants())
        .containsExactly("agent-2");
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-3"), Note.to("agent-2").in("talk").draft()));
    refused(ErrorCode.FORBIDDEN, s.hub.session(as("agent-3"), "talk"));
  }

  @Test
  default void leavingAnOpenSessionAgainDoesNothing() {
    Scene s = scene().with("agent-2", "agent-3");
    await(s.hub.open(as("agent-2"), opening("talk", true, "agent-3")));
    Session left = await(s.hub.leave(as("agent-3"), "talk"));
    assertThat(left.participants()).containsExactly("agent-2");
    assertThat(await(s.hub.leave(as("agent-3"), "talk"))).isEqualTo(left);
  }

  @Test
  default void leavingRevealsNothingOfAStrangersSession() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.session("talk", "agent-2", "agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.leave(as("agent-4"), "talk")).doesNotContain("agent-3");
    refused(ErrorCode.NOT_FOUND, s.hub.leave(as("agent-4"), "walk"));
  }

  @Test
  default void onlyItsInitiatorOrAnOperatorClosesASession() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.session("talk", "agent-2", "agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.close(as("agent-3"), "talk")).contains("agent-2");
    refused(ErrorCode.FORBIDDEN, s.hub.close(as("agent-4"), "talk")).doesNotContain("agent-2");
    refused(ErrorCode.NOT_FOUND, s.hub.close(as("agent-2"), "walk"));
    Session closed = await(s.hub.close(as("agent-2"), "talk"));
    assertThat(closed.state()).isEqualTo(SessionState.CLOSED);
    assertThat(await(s.hub.close(as("agent-2"), "talk"))).isEqualTo(closed);
    s.session("walk", "agent-2");
    assertThat(await(s.hub.close(OPERATOR, "walk")).state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  default void aClosedSessionIsReadButNotJoined() {
    Scene s = scene().with("agent-2", "agent-3");
    await(s.hub.open(as("agent-2"), opening("talk", true)));
    await(s.hub.close(as("agent-2"), "talk"));
    refused(ErrorCode.CONFLICT, s.hub.join(as("agent-3"), "talk")).contains("closed");
    assertThat(await(s.hub.session(as("agent-2"), "talk")).state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  default void anInitiatorThatLeftMayStillClose() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    await(s.hub.leave(as("agent-2"), "talk"));
    assertThat(await(s.hub.close(as("agent-2"), "talk")).state()).isEqualTo(SessionState.CLOSED);
  }
}
