package dev.multichat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final String HASH =
      "a1053b8c2fd389b4e72b30ed3be9d88a576e0325b8afff0475c5e971b949ebe1";

  @Test
  void recordsAreWrittenWithAllTheirComponents() {
    Instant at = Instant.parse("2025-09-24T04:27:49.123Z");
    Session session =
        new Session(
            "s", "t", "agent-2", List.of("agent-2"), false, SessionState.ACTIVE, at, at, 3, null);

    assertThat(Wire.text(session))
        .isEqualTo(
            "{\"id\":\"s\",\"topic\":\"t\",\"initiator\":\"agent-2\","
                + "\"participants\":[\"agent-2\"],\"open\":false,\"state\":\"active\","
                + "\"createdAt\":\"2025-09-24T04:27:49.123Z\","
                + "\"lastActivityAt\":\"2025-09-24T04:27:49.123Z\",\"lastSeq\":3}");
    assertThat(Wire.decode(Wire.text(session), Session.class)).isEqualTo(session);
  }

  @Test
  void draftsThatDifferHaveDifferentHashes() {
    Draft one = Wire.decode("{\"body\":\"one\"}", Draft.class);
    Draft two = Wire.decode("{\"body\":\"two\"}", Draft.class);

    assertThat(Wire.hash(one)).isNotEqualTo(Wire.hash(two)).hasSize(64);
  }

  private static Draft draft(String json) {
    return Wire.decode(json, Draft.class);
  }

  private static AbstractStringAssert<?> refused(String json) {
    MultichatException refusal = catchThrowableOfType(MultichatException.class, () -> draft(json));
    assertThat(refusal).as("should have been refused: " + json).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    return assertThat(refusal.getMessage());
  }

  @Test
  void whatIsNotMeantIsRefusedAndNamed() {
    refused("{\"body\":\"x\",\"colour\":1}").contains("'colour'").contains("known are body");
    refused("{\"body\":7}").contains("'body'").contains("a text");
    refused("{\"body\":true}").contains("'body'");
    refused("{\"body\":{}}").contains("'body'");
    refused("{\"body\":\"x\",\"to\":\"a\"}").contains("'to'").contains("a list");
    refused("{\"body\":\"x\",\"to\":[7]}").contains("'to[0]'");
    refused("{\"body\":\"x\",\"kind\":\"shout\"}").contains("'shout'").contains("inform, request");
    refused("{\"body\":\"x\",\"kind\":1}").contains("'kind'");
    refused("{\"body\":\"x\",\"replyExpected\":\"true\"}").contains("'replyExpected'");
    refused("{\"body\":\"x\",\"metadata\":{\"a\":1}}").contains("metadata");
    refused("{\"body\":\"x\",\"nextSteps\":[{\"owner\":\"a\",\"action\":\"b\",\"who\":\"a\"}]}")
        .contains("'nextSteps[0].who'");
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    refused("{\"body\":\"x\",\"body\":\"y\"}");
    refused("{\"body\":\"x\"} {}");
    refused("{\"body\":").contains("not JSON");
    refused("[]").contains("JSON object");
    refused("\"x\"");
  }

  @Test
  void nullMeansAbsent() {
    Draft bare = draft("{\"body\":\"x\"}");
    assertThat(draft("{\"body\":\"x\",\"to\":null,\"kind\":null,\"replyBy\":null,\"tags\":null}"))
        .isEqualTo(bare);
    assertThat(Wire.text(bare)).doesNotContain("null");
  }

  @Test
  void timesAreReadInAnyOffsetAndWrittenInUtcWithMilliseconds() {
    Instant at = Instant.parse("2025-09-24T04:27:49.123Z");
    for (String given :
        List.of(
            "2025-09-24T04:27:49.123Z",
            "2025-09-24T06:27:49.123456+02:00",
            "2025-09-23T23:27:49.123999-05:00")) {
      Draft draft = draft("{\"body\":\"x\",\"replyBy\":\"" + given + "\"}");
      assertThat(draft.replyBy()).isEqualTo(at);
      assertThat(Wire.text(draft)).contains("\"2025-09-24T04:27:49.123Z\"");
    }
    for (String given : List.of("2025-09-24", "2025-09-24T04:27:49", "04:27", "", "tomorrow")) {
      refused("{\"body\":\"x\",\"replyBy\":\"" + given + "\"}")
          .contains("'replyBy'")
          .contains("RFC 3339");
    }
    refused("{\"body\":\"x\",\"replyBy\":1758688069}").contains("'replyBy'");
  }

  @Test
  void aHashStaysTheSameForEver() {
    String id = "\"id\":\"0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa\"";
    Draft one =
        draft(
            "{"
                + id
                + ",\"to\":[\"b\",\"a\"],\"body\":\"x\",\"metadata\":{\"a\":\"1\",\"b\":\"2\"}}");
    Draft same =
        draft(
            "{\"metadata\":{\"b\":\"2\",\"a\":\"1\"},\"body\":\"x\",\"kind\":\"inform\",\"to\":[\"B\",\"A\"],"
                + id
                + ",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}");
    assertThat(Wire.hash(same)).isEqualTo(Wire.hash(one)).isEqualTo(HASH);
    assertThat(Wire.hash(draft("{" + id + ",\"to\":[\"a\",\"b\"],\"body\":\"x\"}")))
        .isNotEqualTo(Wire.hash(one));
  }
}
