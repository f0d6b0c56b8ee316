package dev.multichat.devlog.old;

import dev.multichat.core.NextStep;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that the fields of a devlog say, each in the ways in which a file may say it. */
final class Told {
  private final List<String> sayings = new ArrayList<>();

  Told(OldDevlog devlog) {
    add("key points");
    add("next steps");
    add("status");
    add(devlog.topic());
    header("title", devlog.topic());
    moment(devlog);
    if (devlog.own() != null) {
      add(devlog.own().frontMatter());
      add(
          devlog.people().get(0).name()
              + " to "
              + devlog.people().get(1).name()
              + " "
              + devlog.topic());
      own(devlog.utterances().get(0), devlog.people());
      ownLines(devlog);
    }
    devlog.utterances().forEach(said -> said(devlog, said));
  }

  private void own(Utterance first, List<Person> people) {
    add("participants");
    people.forEach(person -> add(person.name() + " " + person.role()));
    String opener = first.from().name() + "'s " + first.kind() + " " + first.subject();
    header("responding to", opener);
  }

  private void ownLines(OldDevlog devlog) {
    Utterance first = devlog.utterances().get(0);
    add("message summary");
    add(
        first.from().name()
            + " "
            + first.from().role()
            + " "
            + at(first.at(), "uuuu-MM-dd HH mm ss")
            + " UTC");
    devlog.notes().forEach(note -> add(note.text()));
    for (Utterance said : devlog.utterances()) {
      String told = said.kind() + "ed at " + at(said.at(), "HH mm ss");
      add(told + " in answer to " + first.from().name());
      said.keyPoints().forEach(point -> add(said.from().name() + " " + point));
    }
  }

  private static String at(Instant at, String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(at);
  }

  private void moment(OldDevlog devlog) {
    var at = devlog.opened().atOffset(ZoneOffset.UTC);
    header("date", at.toLocalDate().toString());
    header("date", at.getDayOfMonth() + " " + name(at.getMonth().name()) + " " + at.getYear());
    header("date", at.withOffsetSameInstant(ZoneOffset.ofHours(2)).toString());
    header(
        "date", at.withOffsetSameInstant(ZoneOffset.ofHours(2)).toLocalDate() + "T14 05 00 02 00");
    LocalTime time = at.toLocalTime();
    header(
        "time",
        String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond()));
    header(
        "time",
        String.format("%02d:%02d:%02d UTC", time.getHour(), time.getMinute(), time.getSecond()));
    header("time", String.format("%02d:%02d", time.getHour(), time.getMinute()));
    header("time", (time.getHour() % 12) + ":" + time.getMinute() + " PM UTC");
  }

  private static String name(String month) {
    return month.charAt(0) + month.substring(1).toLowerCase(Locale.ROOT);
  }

  private void said(OldDevlog devlog, Utterance said) {
    add(said.body());
    header("subject", said.subject());
    header("responding to", said.subject());
    header("priority", said.importance().toString());
    person(said.from());
    List<String> names = said.to().stream().map(p -> p.name() + " " + p.role()).toList();
    header("to", said.toEveryone() ? "all agents" : String.join(" ", names));
    int last = Math.max(0, names.size() - 1);
    header(
        "to",
        String.join(" ", names.subList(0, last))
            + " and "
            + String.join(" ", names.subList(last, names.size())));
    said.keyPoints().forEach(this::add);
    said.status().forEach(this::add);
    said.status().forEach(line -> add(line.substring(0, Math.max(0, line.indexOf(':')))));
    said.nextSteps().forEach(step -> step(devlog, step));
  }

  private void person(Person person) {
    String whole = person.name() + " " + person.role();
    List.of("agent", "from", "author").forEach(key -> header(key, whole));
    add(person.name() + " response");
    add(person.name() + "'s response");
    add("response from " + person.name());
    add(person.name() + " reply (2)");
  }

  private void step(OldDevlog devlog, NextStep step) {
    String owner =
        devlog.people().stream()
            .filter(p -> p.id().equals(step.owner()))
            .map(Person::name)
            .findFirst()
            .orElseThrow();
    for (String box : step.done() ? List.of("[x] ", "") : List.of("[ ] ", "")) {
      add(box + owner + " to " + step.action());
      add(box + owner + " " + step.action());
      add(box + step.action() + " (" + owner + ")");
    }
  }

  private void header(String key, String value) {
    add(key + " " + value);
  }

  private void add(String saying) {
    sayings.add(" " + words(saying) + " ");
  }

  /** Whether some field says all that this line says; lists' numbers aside. */
  boolean says(String line) {
    String words = words(line.replaceFirst("^\\s*\\d+\\. ", ""));
    return words.isEmpty() || sayings.stream().anyMatch(one -> one.contains(" " + words + " "));
  }

  /** Letters, digits and symbols, with one space between words. */
  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\p{P}\\s=`<>$^~|+\\uFE0F]+", " ").strip();
  }
}
