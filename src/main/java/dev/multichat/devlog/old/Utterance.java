package dev.multichat.devlog.old;

import dev.multichat.core.Draft;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one agent said in an old devlog. It keeps the limits of a draft.
 *
 * @param id derived from the content of the file, or told by one of our own devlogs
 * @param to empty when nobody is named; not those of {@code toEveryone}
 * @param opens whether it answers nothing; all others answer the first of their devlog
 * @param body verbatim what fits no field
 */
public record Utterance(
    String id,
    Person from,
    List<Person> to,
    boolean toEveryone,
    boolean opens,
    Kind kind,
    String subject,
    String body,
    Importance importance,
    List<String> keyPoints,
    List<NextStep> nextSteps,
    List<String> status) {

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
        List.of(),
        Map.of(),
        null);
  }
}
