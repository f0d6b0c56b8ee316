package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.MultichatException;
import dev.multichat.devlog.old.Outline.Block;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the utterances of a page together, once it is known who speaks. */
final class Assembly {
  private static final int MOST_BODY_BYTES = 256 * 1024;
  private static final int LONGEST_SUBJECT = 200;

  private final Source source;
  private final Parties parties;
  private final Importance importance;
  private final List<Voice> voices;
  private Instant at = Instant.EPOCH;
  private @Nullable String first;

  Assembly(Source source, Parties parties, Importance importance, List<Block> blocks) {
    this.source = source;
    this.parties = parties;
    this.importance = importance;
    Cut cut = Cut.of(source, parties.author(), blocks);
    this.voices = cut.voices();
    status();
    cut.parts().forEach(part -> Fields.fill(source, part));
    // Lines that a header or a field took are known only now.
    voices
        .get(0)
        .text(
            source.page().rest(0, blocks.isEmpty() ? source.page().size() : blocks.get(0).from()));
    cut.parts().forEach(part -> part.voice.text(source.page().rest(part.from(), part.to())));
  }

  private void status() {
    String value = source.headers().value(Header.STATUS);
    String words = value == null ? null : Words.of(value);
    if (words != null && voices.get(0).status(words)) {
      source.headers().take(Header.STATUS);
    }
  }

  /** What was said, in order; INVALID when a body is too long for a message. */
  List<Utterance> utterances(String subject, Ids ids, @Nullable Own own, Instant opened) {
    at = opened;
    List<Utterance> said = new ArrayList<>();
    boolean answers = parties.answered() != null;
    int count = voices.size() + (answers ? 1 : 0);
    boolean known = own != null && own.messages().size() == count;
    if (parties.answered() != null) {
      said.add(opener(parties.answered(), id(0, ids, known ? own : null)));
    }
    for (Voice voice : voices) {
      String id = id(said.size(), ids, known ? own : null);
      first = said.isEmpty() ? null : said.get(0).id();
      said.add(voice == voices.get(0) ? author(voice, id, subject) : response(voice, id));
    }
    said.forEach(Assembly::check);
    report(count);
    return said;
  }

  private static String id(int place, Ids ids, @Nullable Own own) {
    return own == null ? ids.message(place) : own.messages().get(place);
  }

  private Utterance opener(Person from, String id) {
    Voice.Address address = new Voice.Address(List.of(parties.author()), false, null, at);
    String subject = parties.answeredWith();
    return new Voice(from).said(id, address, Kind.INFORM, subject, Importance.NORMAL);
  }

  private Utterance author(Voice voice, String id, String subject) {
    Voice.Address address = new Voice.Address(parties.to(), parties.toEveryone(), first, at);
    Kind named = Kinds.named(source.headers().value(Header.KIND));
    voice.headings.add(subject);
    Kind kind = named != null ? named : guessed(voice);
    return voice.said(id, address, kind, subject, importance);
  }

  private Utterance response(Voice voice, String id) {
    boolean self = voice.person.id().equals(parties.author().id());
    List<Person> to = self ? parties.to() : List.of(parties.author());
    Voice.Address address = new Voice.Address(to, self && parties.toEveryone(), first, at);
    String heading = voice.headings.isEmpty() ? "" : voice.headings.get(0);
    String subject = voice.body().isEmpty() ? cut(heading) : "";
    return voice.said(id, address, guessed(voice), subject, Importance.NORMAL);
  }

  private Kind guessed(Voice voice) {
    return Kinds.guessed(voice.person, voice.headings, voice.body(), source.notes());
  }

  /** A text as a subject or topic may be. */
  static String cut(String text) {
    if (text.length() <= LONGEST_SUBJECT) {
      return text;
    }
    int end = LONGEST_SUBJECT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static void check(Utterance said) {
    int bytes = said.body().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BODY_BYTES) {
      throw MultichatException.invalid(
          "What "
              + said.from().name()
              + " says has "
              + bytes
              + " bytes; a message has at most "
              + MOST_BODY_BYTES
              + ".");
    }
    said.draft(null, null);
  }

  private void report(int count) {
    int points = voices.stream().mapToInt(Voice::points).sum();
    int steps = voices.stream().mapToInt(Voice::steps).sum();
    int states = voices.stream().mapToInt(Voice::states).sum();
    source
        .notes()
        .read(
            String.join(
                    ", ",
                    Notes.count(count, "message", "messages"),
                    Notes.count(points, "key point", "key points"),
                    Notes.count(steps, "next step", "next steps"),
                    Notes.count(states, "line of status", "lines of status"))
                + ".");
    if (voices.size() > 1 && points + steps + states > 0) {
      source
          .notes()
          .guessed(
              "What stands below no response was taken to be " + parties.author().name() + "'s.");
    }
  }
}
