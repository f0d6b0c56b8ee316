package dev.multichat.devlog.old;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import dev.multichat.devlog.DevlogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read, recorded and written by our own writer says the same. */
class WrittenAgainTest {

  @ParameterizedTest
  @MethodSource("fixtures")
  void theSameFactsAreFound(String name) {
    OldDevlog old = Fixtures.read(name);
    String markdown = words(DevlogWriter.exchange(Exchange.of(entries(old))));
    for (Utterance said : old.utterances()) {
      assertThat(markdown).contains(words(said.from().name()), words(said.from().role()));
      said.to().forEach(to -> assertThat(markdown).contains(words(to.name())));
      said.keyPoints().forEach(point -> assertThat(markdown).contains(words(point)));
      said.status().forEach(line -> assertThat(markdown).contains(words(line)));
      said.nextSteps()
          .forEach(
              step ->
                  assertThat(markdown)
                      .contains(words(nameOf(old, step.owner()) + ": " + step.action())));
      assertThat(markdown).contains(words(said.subject()));
      bodyLines(said).forEach(line -> assertThat(markdown).contains(words(line)));
    }
  }

  static List<String> fixtures() {
    return Fixtures.names();
  }

  /** Marks and numbers of lists, fences and targets of images are the writer's own to choose. */
  private static Stream<String> bodyLines(Utterance said) {
    return said.body()
        .lines()
        .filter(line -> line.length() < 1000)
        .map(line -> line.replaceFirst("^\\s*(\\d+\\.|[-*>#]+)\\s", ""));
  }

  private static String nameOf(OldDevlog old, String id) {
    return old.people().stream()
        .filter(person -> person.id().equals(id))
        .map(
            person ->
                old.utterances().stream().anyMatch(said -> names(said, id)) ? person.name() : id)
        .findFirst()
        .orElseThrow();
  }

  private static boolean names(Utterance said, String id) {
    return said.from().id().equals(id) || said.to().stream().anyMatch(to -> to.id().equals(id));
  }

  private static List<Entry> entries(OldDevlog old) {
    List<Entry> entries = new ArrayList<>();
    String first = old.utterances().get(0).id();
    for (Utterance said : old.utterances()) {
      long place = entries.size() + 1;
      Message message =
          Message.accepted(
                  said.draft(old.session(), said.answers()),
                  said.id(),
                  old.session(),
                  said.from().id(),
                  said.at())
              .to(said.to().stream().map(Person::id).toList())
              .appended(first, place, old.opened());
      List<Card> cards =
          Stream.concat(Stream.of(said.from()), said.to().stream())
              .map(person -> new Card(person.id(), person.name(), person.role()))
              .toList();
      entries.add(
          Entry.of(message, said.toEveryone() ? Audience.EVERYONE : Audience.LIST)
              .with(message, cards)
              .appended(place, old.opened(), List.of(first)));
    }
    return entries;
  }

  private static String words(String markdown) {
    return markdown
        .replace("&lt;", "<")
        .replace("&amp;", "&")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{P}\\s=`<>$^~|+]+", " ")
        .strip();
  }
}
