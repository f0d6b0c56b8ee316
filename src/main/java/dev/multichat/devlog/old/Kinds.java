package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text does, and how soon it wants to be read, where it says so. */
final class Kinds {
  private static final Pattern WORD = Pattern.compile("[a-z]+");
  private static final Map<Kind, Set<String>> SAID =
      Map.of(
          Kind.PROPOSE, Set.of("proposal", "proposed", "proposes"),
          Kind.REQUEST, Set.of("request", "requested", "requests"),
          Kind.ACCEPT, Set.of("accepted", "accepts", "acceptance", "agreed"),
          Kind.REFUSE, Set.of("refused", "refuses", "refusal", "declined", "rejected"));

  private Kinds() {}

  /** The kind of this name; absent when there is none. */
  static @Nullable Kind named(@Nullable String text) {
    for (Kind kind : Kind.values()) {
      if (text != null && kind.toString().equalsIgnoreCase(Words.or(text))) {
        return kind;
      }
    }
    return null;
  }

  /** What headings and the first word of the text speak of, if that is one kind only. */
  static Kind guessed(Person person, List<String> headings, String body, Notes notes) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    headings.forEach(heading -> kinds.addAll(spokenOf(heading, Integer.MAX_VALUE)));
    kinds.addAll(spokenOf(body.substring(0, Math.min(100, body.length())), 1));
    if (kinds.size() != 1) {
      return Kind.INFORM;
    }
    Kind kind = kinds.iterator().next();
    notes.guessed("What " + person.name() + " says was taken for kind '" + kind + "'.");
    return kind;
  }

  private static Set<Kind> spokenOf(String text, int most) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Matcher m = WORD.matcher(text.toLowerCase(Locale.ROOT));
    for (int i = 0; i < most && m.find(); i++) {
      String word = m.group();
      SAID.forEach((kind, words) -> kinds.addAll(words.contains(word) ? Set.of(kind) : Set.of()));
    }
    return kinds;
  }

  /** The importance of a priority's header, which is taken when its value is the name itself. */
  static Importance importance(Source source) {
    String value = source.headers().value(Header.PRIORITY);
    if (value == null) {
      return Importance.NORMAL;
    }
    String words = Words.or(value).toLowerCase(Locale.ROOT);
    for (Importance importance : Importance.values()) {
      if (importance.toString().equals(words)) {
        source.headers().take(Header.PRIORITY);
        return importance;
      }
    }
    Importance guess = contained(words);
    source.notes().guessed("Priority " + Notes.quoted(value) + " was taken for '" + guess + "'.");
    return guess;
  }

  private static Importance contained(String words) {
    Matcher m = WORD.matcher(words);
    while (m.find()) {
      switch (m.group()) {
        case "urgent", "critical", "emergency" -> {
          return Importance.URGENT;
        }
        case "high" -> {
          return Importance.HIGH;
        }
        case "low" -> {
          return Importance.LOW;
        }
        default -> {}
      }
    }
    return Importance.NORMAL;
  }
}
