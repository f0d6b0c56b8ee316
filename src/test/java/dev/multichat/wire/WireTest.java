package dev.multichat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Draft;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
  @Test
  void recordsAreWrittenWithAllTheirComponents() {
    Instant at = Instant.parse("2025-09-24T04:27:49.123Z");
    Session session =
        new Session("s", "t", "agent-2", List.of("agent-2"), false, SessionState.ACTIVE, at, at, 3);

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
}
