package dev.multichat.devlog.old;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one file of old holds: one exchange, of which the first utterance opens and all others
 * answer it.
 *
 * @param file the name of the source file, as it was given
 * @param opened in UTC; the notes say where it was told, or how it was guessed
 * @param topic one line of at most 200 characters
 * @param session an id derived from the content, or told by one of our own devlogs
 * @param own of our own devlogs only
 * @param people everybody named in a field, each once
 * @param utterances none when the file was refused; then the last note says why
 */
public record OldDevlog(
    String file,
    Instant opened,
    String topic,
    String session,
    @Nullable Own own,
    List<Person> people,
    List<Utterance> utterances,
    List<Remark> notes) {

  public OldDevlog {
    people = List.copyOf(people);
    utterances = List.copyOf(utterances);
    notes = List.copyOf(notes);
  }

  /** The same under another name of its file. */
  public OldDevlog named(String newFile) {
    return new OldDevlog(newFile, opened, topic, session, own, people, utterances, notes);
  }

  /** The same with those whose ids only other devlogs of the session tell, by their names. */
  OldDevlog naming(Map<String, Person> told) {
    Map<String, String> ids = new HashMap<>();
    people.forEach(one -> ids.put(one.id(), told.getOrDefault(one.name(), one).id()));
    return new OldDevlog(
        file,
        opened,
        topic,
        session,
        own,
        people.stream().map(one -> told.getOrDefault(one.name(), one)).toList(),
        utterances.stream().map(said -> said.naming(told, ids)).toList(),
        notes);
  }

  /** Whether each message stands for itself, as on a page of notices. */
  boolean isNotices() {
    return utterances.stream().allMatch(Utterance::opens);
  }

  /** Whether nothing could be read of it; the notes say why. */
  public boolean isRefused() {
    return utterances.isEmpty();
  }

  static OldDevlog refused(String file, Instant modified, List<Remark> notes) {
    return new OldDevlog(file, modified, "", "", null, List.of(), List.of(), notes);
  }
}
