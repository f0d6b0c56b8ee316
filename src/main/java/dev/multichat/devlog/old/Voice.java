package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what one agent says at one place of a devlog, within the limits of a message. */
final class Voice {
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_LINE = 1000;

  final Person person;
  final List<String> headings = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> keyPoints = new ArrayList<>();
  private final List<NextStep> nextSteps = new ArrayList<>();
  private final List<String> status = new ArrayList<>();

  Voice(Person person) {
    this.person = person;
  }

  /** Whether there was room for it. */
  boolean point(String text) {
    return add(keyPoints, text);
  }

  boolean status(String text) {
    return add(status, text);
  }

  private static boolean add(List<String> list, String text) {
    boolean fits = list.size() < MOST_ITEMS && text.length() <= LONGEST_LINE;
    return fits && list.add(text);
  }

  boolean step(NextStep step) {
    return nextSteps.size() < MOST_ITEMS && nextSteps.add(step);
  }

  void text(String text) {
    if (!text.isEmpty()) {
      texts.add(text);
    }
  }

  String body() {
    return String.join("\n\n", texts);
  }

  /** How much of it stands in fields. */
  int points() {
    return keyPoints.size();
  }

  int steps() {
    return nextSteps.size();
  }

  int states() {
    return status.size();
  }

  /** As it is to be recorded. */
  Utterance said(String id, Address address, Kind kind, String subject, Importance importance) {
    return new Utterance(
        id,
        person,
        address.to(),
        address.toEveryone(),
        address.answers(),
        kind,
        subject,
        body(),
        importance,
        List.copyOf(keyPoints),
        List.copyOf(nextSteps),
        List.copyOf(status),
        List.of(),
        address.at());
  }

  /** To whom it is said, when, and what it answers. */
  record Address(List<Person> to, boolean toEveryone, @Nullable String answers, Instant at) {}
}
