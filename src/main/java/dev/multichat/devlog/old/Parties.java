package dev.multichat.devlog.old;

import dev.multichat.core.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a devlog, to whom, and in answer to what.
 *
 * @param answered who said what the author answers; absent when the author opens
 * @param answeredWith what was said, as far as the devlog names it
 * @param byName what only the name of the file told; empty when it told nothing
 */
record Parties(
    Person author,
    List<Person> to,
    boolean toEveryone,
    @Nullable Person answered,
    String answeredWith,
    String byName) {
  private static final int LONGEST_SUBJECT = 200;
  private static final int MOST = 100;
  private static final Set<String> EVERYONE =
      Set.of("all", "all agents", "everyone", "everybody", "team", "*");

  static Parties of(Source source, String title) {
    Finder finder = new Finder(source, title);
    Person author = finder.author();
    boolean everyone = finder.everyone();
    Person answered = finder.answered(author);
    List<Person> to = everyone ? List.of() : finder.recipients(author, answered);
    return new Parties(
        author, to, everyone, answered, finder.answeredWith, String.join(" ", finder.byName));
  }

  /** Looks in one place after the other, the plainest first. */
  private static final class Finder {
    private final Source source;
    private final Headers headers;
    private final String title;
    private final List<String> byName = new ArrayList<>();
    private String answeredWith = "";

    Finder(Source source, String title) {
      this.source = source;
      this.headers = source.headers();
      this.title = title;
    }

    Person author() {
      String value = headers.value(Header.SENDER);
      if (value != null && !value.isBlank()) {
        Person author = source.people().of(value);
        if (People.saysAll(author, value)) {
          headers.take(Header.SENDER);
        }
        return author;
      }
      People.Lead lead = source.people().lead(title);
      if (lead != null) {
        source.notes().guessed("The title begins with the sender: " + lead.person().name() + ".");
        return lead.person();
      }
      return unnamed();
    }

    private Person unnamed() {
      List<String> agents = source.name().agents();
      if (!agents.isEmpty()) {
        byName.add(agents.get(0));
        source.notes().guessed("Only the file's name tells the sender: " + agents.get(0) + ".");
        return source.people().of(agents.get(0));
      }
      source.notes().guessed("Nobody is named as the sender; the agent 'unknown' stands for it.");
      return source.people().of("unknown");
    }

    boolean everyone() {
      String value = headers.value(Header.TO);
      boolean everyone =
          value != null && EVERYONE.contains(Words.or(value).toLowerCase(Locale.ROOT));
      if (everyone) {
        headers.take(Header.TO);
      }
      return everyone;
    }

    /** An answer to oneself is what our own devlogs call the opening message. */
    @Nullable Person answered(Person author) {
      String value = headers.value(Header.RESPONDING);
      if (value == null) {
        return null;
      }
      String words = Words.or(value);
      People.Lead lead = source.people().lead(words);
      if (lead == null || lead.person().equals(author) || words.length() > LONGEST_SUBJECT) {
        source.notes().left("What it responds to stays in the body: " + Notes.quoted(words) + ".");
        return null;
      }
      headers.take(Header.RESPONDING);
      answeredWith = words;
      source
          .notes()
          .guessed(
              "It answers "
                  + Notes.quoted(words)
                  + ", which the file does not hold; a message with this subject stands for it.");
      return lead.person();
    }

    List<Person> recipients(Person author, @Nullable Person answered) {
      String value = headers.value(Header.TO);
      if (value != null) {
        return named(value);
      }
      if (answered != null) {
        return List.of(answered);
      }
      Person other = inTitle(author);
      if (other != null) {
        source.notes().guessed("The title names the recipient: " + other.name() + ".");
        return List.of(other);
      }
      return byName(author);
    }

    private List<Person> byName(Person author) {
      for (String agent : source.name().agents()) {
        Person person = source.people().of(agent);
        if (!person.id().equals(author.id())) {
          byName.add(agent);
          source.notes().guessed("Only the file's name tells the recipient: " + agent + ".");
          return List.of(person);
        }
      }
      source.notes().left("Nobody is named as the recipient.");
      return List.of();
    }

    private List<Person> named(String value) {
      Set<Person> people = new LinkedHashSet<>();
      boolean all = true;
      List<String> names = People.parted(value);
      for (String name : names.subList(0, Math.min(MOST, names.size()))) {
        Person person = source.people().of(name);
        people.add(person);
        all &= People.saysAll(person, name);
      }
      if (all && names.size() <= MOST) {
        headers.take(Header.TO);
      } else {
        source.notes().left("The recipients stay in the body, too: " + Texts.shown(value) + ".");
      }
      return List.copyOf(people);
    }

    private @Nullable Person inTitle(Person author) {
      int to = title.indexOf(" to ");
      People.Lead lead = to < 0 ? null : source.people().lead(title.substring(to + 4));
      return lead == null || lead.person().id().equals(author.id()) ? null : lead.person();
    }
  }
}
