package dev.multichat.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session to be opened.
 *
 * @param id the agent's choice; absent: the hub gives one out
 * @param topic one line, required when opened by itself
 * @param participants who takes part beside the initiator
 * @param open whether others may join by themselves; false when absent
 */
public record Opening(
    @Nullable String id, String topic, List<String> participants, @Nullable Boolean open) {
  public Opening {
    id = id == null ? null : Names.session(id);
    topic = Objects.requireNonNullElse(topic, "");
    Texts.checkLine("topic", topic, 200);
    participants =
        Require.list("participants", participants, 1000).stream()
            .map(Names::party)
            .distinct()
            .toList();
  }
}
