package dev.multichat.devlog.old;

import dev.multichat.core.Draft;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one agent said in an old devlog. It keeps the limits of a draft.
 *
 * @param id derived from the content of the file, or told by one of our own devlogs
 * @param to empty when nobody is named; not those of {@code toEveryone}
 * @param answers the id of the message that it answers; absent when it opens an exchange
 * @param body verbatim what fits no field
 * @param at when it was said, as far as that is told
 */
public record Utterance(
    String id,
    Person from,
    List<Person> to,
    boolean toEveryone,
    @Nullable String answers,
    Kind kind,
    String subject,
    String body,
    Importance importance,
    List<String> keyPoints,
    List<NextStep> nextSteps,
    List<String> status,
    List<String> tags,
    Instant at) {

  /** Whether it answers nothing. */
  public boolean opens() {
    return answers == null;
  }

  /**
   * As its sender would have given it, but without its id, which only a store may take over. Nobody
   * is awaited: it was said long ago.
   */
  public Draft draft(@Nullable String session, @Nullable String inReplyTo) {
    return new Draft(
        null,
        null,
        session,
        toEveryone ? List.of(Draft.EVERYONE) : to.stream().map(Person::id).toList(),
        kind,
        subject,
        body,
        inReplyTo,
        false,
        null,
        null,
        importance,
        keyPoints,
        nextSteps,
        status,
        tags,
        Map.of(),
        null);
  }

  Utterance naming(Map<String, Person> told, Map<String, String> ids) {
    return new Utterance(
        id,
        told.getOrDefault(from.name(), from),
        to.stream().map(one -> told.getOrDefault(one.name(), one)).toList(),
        toEveryone,
        answers,
        kind,
        subject,
        body,
        importance,
        keyPoints,
        nextSteps.stream()
            .map(s -> new NextStep(ids.getOrDefault(s.owner(), s.owner()), s.action(), s.done()))
            .toList(),
        status,
        tags,
        at);
  }
}
