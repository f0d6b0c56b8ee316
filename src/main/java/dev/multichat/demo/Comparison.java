package dev.multichat.demo;

import dev.multichat.core.Draft;
import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds what was said against what the store gives back. */
public final class Comparison {
  private Comparison() {}

  /** The differences, one sentence each; empty when the store holds just what was said. */
  public static List<String> of(Conversation.Said said, List<Message> stored) {
    List<String> differences = new ArrayList<>();
    List<Conversation.Utterance> expected = new ArrayList<>(said.utterances());
    expected.sort(Comparator.comparingLong(u -> u.receipt().seq()));
    if (expected.size() != stored.size()) {
      differences.add(expected.size() + " messages were said, " + stored.size() + " are stored");
    }
    for (int i = 0; i < Math.min(expected.size(), stored.size()); i++) {
      if (!same(expected.get(i), stored.get(i))) {
        differences.add("message " + (i + 1) + " is stored otherwise than it was said");
      }
    }
    return differences;
  }

  /** What the sender gave is compared as a whole; what the hub stamped, with the receipt. */
  private static boolean same(Conversation.Utterance said, Message stored) {
    Draft draft = said.draft();
    List<String> to = draft.to().isEmpty() ? stored.to() : draft.to();
    Message expected =
        Message.accepted(
                draft,
                said.receipt().id(),
                said.receipt().session(),
                said.from(),
                stored.createdAt())
            .to(to)
            .appended(said.receipt().exchange(), said.receipt().seq(), said.receipt().recordedAt());
    return expected.equals(stored);
  }
}
