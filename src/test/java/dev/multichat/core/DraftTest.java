package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.contract.Note;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class DraftTest {

  private static AbstractStringAssert<?> refused(Note note) {
    MultichatException refusal = catchThrowableOfType(MultichatException.class, note::draft);
    assertThat(refusal).as("should have been refused").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    return assertThat(refusal.getMessage());
  }

  @Test
  void whatIsNotGivenHasADefault() {
    Draft draft = Note.to("agent-3").draft();
    assertThat(draft.kind()).isEqualTo(Kind.INFORM);
    assertThat(draft.importance()).isEqualTo(Importance.NORMAL);
    assertThat(draft.subject()).isEmpty();
    assertThat(draft.keyPoints()).isEmpty();
    assertThat(draft.metadata()).isEmpty();
    assertThat(draft.awaitsReply()).isFalse();
  }

  @Test
  void requestsAndProposalsAwaitAReplyUnlessTheySayOtherwise() {
    for (Kind kind : Kind.values()) {
      boolean awaits = kind == Kind.REQUEST || kind == Kind.PROPOSE;
      Note note = Note.to("agent-3").kind(kind.toString());
      assertThat(note.draft().awaitsReply()).isEqualTo(awaits);
      assertThat(note.with("replyExpected", !awaits).draft().awaitsReply()).isEqualTo(!awaits);
    }
  }

  @Test
  void aMessageMustSaySomething() {
    refused(Note.to("agent-3").body(" \n")).contains("says nothing");
    assertThat(Note.to("agent-3").body("").with("subject", "Only this").draft().body()).isEmpty();
  }

  @Test
  void oneLineTextsAreOneLineOfLimitedLength() {
    refused(Note.to("a").with("subject", "two\nlines")).contains("'subject'");
    refused(Note.to("a").with("subject", "x".repeat(201))).contains("'subject'").contains("200");
    refused(Note.to("a").with("key", "k".repeat(201))).contains("'key'");
  }

  @Test
  void listsAreLimited() {
    JsonArray many = new JsonArray(Collections.nCopies(101, "x"));
    for (String field : new String[] {"keyPoints", "status", "tags"}) {
      refused(Note.to("a").with(field, many)).contains(field).contains("100");
      refused(Note.to("a").with(field, new JsonArray().addNull())).contains(field);
    }
    refused(Note.to("a").with("keyPoints", new JsonArray().add("x".repeat(1001))));
    refused(Note.to("a").with("tags", new JsonArray().add("x".repeat(65))));
    JsonObject large = new JsonObject().put("k", "x".repeat(1001));
    refused(Note.to("a").with("metadata", large)).contains("metadata.k");
  }

  @Test
  void aSurrogateThatStandsAloneIsRefusedEverywhere() {
    refused(Note.to("a").body("x\ud83d")).contains("'body'").contains("index 1");
    refused(Note.to("a").with("subject", "\udd8a")).contains("'subject'");
    refused(Note.to("a").with("tags", new JsonArray().add("\ud83d"))).contains("tags");
    assertThat(Note.to("a").body("🦊").draft().body()).isEqualTo("🦊");
  }

  @Test
  void aStepNeedsAnOwnerAndAnAction() {
    refused(Note.to("a").with("nextSteps", new JsonArray().add(new JsonObject())))
        .contains("owner");
    JsonObject idle = new JsonObject().put("owner", "Agent-3");
    refused(Note.to("a").with("nextSteps", new JsonArray().add(idle))).contains("action");
    JsonArray whole = new JsonArray().add(idle.copy().put("action", "look"));
    assertThat(Note.to("a").with("nextSteps", whole).draft().nextSteps())
        .containsExactly(new NextStep("agent-3", "look", false));
  }

  @Test
  void metadataIsInOneOrderHoweverItWasGiven() {
    JsonObject one = new JsonObject().put("b", "2").put("a", "1");
    assertThat(Note.to("a").with("metadata", one).draft().metadata().keySet())
        .containsExactly("a", "b");
  }
}
