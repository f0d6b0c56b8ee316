package dev.multichat.demo;

import dev.multichat.core.Draft;
import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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
      if (!same(expected.get(i), stored.get(i)) || stored.get(i).seq() != i + 1) {
        differences.add("message " + (i + 1) + " is stored otherwise than it was said");
      }
    }
    return differences;
  }

  private static boolean same(Conversation.Utterance said, Message stored) {
    Draft draft = said.draft();
    return stored.id().equals(said.receipt().id())
        && stored.from().equals(said.from())
        && stored.kind() == draft.kind()
        && stored.subject().equals(draft.subject())
        && stored.body().equals(draft.body())
        && Objects.equals(stored.inReplyTo(), draft.inReplyTo())
        && stored.keyPoints().equals(draft.keyPoints())
        && stored.nextSteps().equals(draft.nextSteps())
        && stored.status().equals(draft.status())
        && (draft.to().isEmpty() || stored.to().equals(draft.to()));
  }
}
