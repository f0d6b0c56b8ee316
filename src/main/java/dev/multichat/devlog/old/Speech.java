package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers one message of our own devlogs, within the limits of a message. */
final class Speech {
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST = 1000;

  final String id;
  final Person from;
  final Instant at;
  List<Person> to = List.of();
  boolean toEveryone;
  @Nullable String answers;
  Kind kind = Kind.INFORM;
  Importance importance = Importance.NORMAL;
  String subject = "";
  String body = "";
  final List<String> tags = new ArrayList<>();
  final List<NextStep> steps = new ArrayList<>();
  private final List<String> keyPoints = new ArrayList<>();
  private final List<String> status = new ArrayList<>();
  private final Map<Section, List<String>> rich = new LinkedHashMap<>();

  Speech(String id, Person from, Instant at) {
    this.id = id;
    this.from = from;
    this.at = at;
  }

  /** An item of a section: a field when it is but words, else what the body says there. */
  void item(Section section, String markdown) {
    List<String> field = section == Section.KEY_POINTS ? keyPoints : status;
    String words = section == Section.NEXT_STEPS ? null : Words.of(markdown);
    boolean fits = words != null && !words.isEmpty() && words.length() <= LONGEST;
    if (fits && words != null && field.size() < MOST_ITEMS) {
      field.add(words);
    } else {
      rich.computeIfAbsent(section, none -> new ArrayList<>()).add(markdown);
    }
  }

  boolean step(NextStep step) {
    boolean fits = steps.size() < MOST_ITEMS && step.action().length() <= LONGEST;
    return fits && steps.add(step);
  }

  int points() {
    return keyPoints.size();
  }

  int states() {
    return status.size();
  }

  private String whole() {
    StringBuilder out = new StringBuilder(body);
    rich.forEach(
        (section, items) -> {
          out.append(out.isEmpty() ? "" : "\n\n").append("## ").append(section.heading());
          out.append('\n');
          items.forEach(item -> out.append("\n- ").append(item.replace("\n", "\n  ")));
        });
    return out.toString();
  }

  /** As it is to be recorded; a message must say something. */
  Utterance said(String otherwise) {
    String text = whole();
    return new Utterance(
        id,
        from,
        to,
        toEveryone,
        answers,
        kind,
        text.isBlank() && subject.isBlank() ? otherwise : subject,
        text,
        importance,
        List.copyOf(keyPoints),
        List.copyOf(steps),
        List.copyOf(status),
        List.copyOf(tags),
        at);
  }
}
