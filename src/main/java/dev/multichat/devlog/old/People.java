package dev.multichat.devlog.old;

import dev.multichat.core.Agent;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everybody whom one devlog names, each by the id that its name folds to. */
final class People {
  private static final int LONGEST_ID = 64;
  private static final int MOST_KNOWN = 200;
  private static final Pattern AGENT =
      Pattern.compile("^@?(agent[-_ ]?\\d{1,6})(?![\\w-])", Pattern.CASE_INSENSITIVE);
  private static final Pattern ROLE =
      Pattern.compile("^(.{1,200}?) ?(?:\\(([^()]*)\\)| [-–—] (.+))$");

  /** A name at the beginning of a text, and what follows it. */
  record Lead(Person person, String rest) {}

  private final Map<String, Person> known = new LinkedHashMap<>();
  private final Notes notes;

  People(Notes notes) {
    this.notes = notes;
  }

  /** Whom such a text names, with the role after the name; known from now on. */
  Person of(String given) {
    String text = Words.or(given);
    Matcher m = ROLE.matcher(text);
    return m.matches()
        ? named(m.group(1), m.group(2) == null ? m.group(3) : m.group(2))
        : named(text, "");
  }

  /** Whether name and role of this person say all that the text said. */
  static boolean saysAll(Person person, String given) {
    String text = Words.or(given);
    return text.equals(person.id())
        || text.equals(person.name())
        || letters(text).equals(letters(person.name() + person.role()));
  }

  private static String letters(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().filter(c -> "()-–—".indexOf(c) < 0 && c != ' ').forEach(out::appendCodePoint);
    return out.toString();
  }

  private Person named(String name, String role) {
    String id = id(name.strip());
    Person person = checked(id, name.strip(), role.strip());
    Person before = known.get(id);
    if (before != null && (!before.role().isEmpty() || person.role().isEmpty())) {
      return before;
    }
    if (known.size() < MOST_KNOWN) {
      known.put(id, person);
    }
    return person;
  }

  /** A card cannot hold every name: then the id stands for it, and the text stays in the body. */
  static Person checked(String id, String name, String role) {
    try {
      Agent.of(id, name, role, "");
      return new Person(id, name, role);
    } catch (MultichatException e) {
      return new Person(id, id, "");
    }
  }

  private String id(String name) {
    String id = allowed(folded(name));
    if (!id.equals(name.toLowerCase(Locale.ROOT))) {
      notes.guessed(Notes.quoted(name) + " cannot be an id; the agent's id is '" + id + "'.");
    }
    return id;
  }

  private static String allowed(String id) {
    try {
      return Names.agent(id);
    } catch (MultichatException e) {
      String other = "old-" + id;
      return other.substring(0, Math.min(LONGEST_ID, other.length()));
    }
  }

  private static String folded(String name) {
    String text = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < LONGEST_ID; i++) {
      char c = text.charAt(i);
      boolean mark = !out.isEmpty() && (c == '.' || c == '_');
      if (mark || Ids.isWord(c)) {
        out.append(c);
      } else if (Ids.endsInWord(out)) {
        out.append('-');
      }
    }
    trim(out);
    return out.isEmpty() ? "agent-" + Integer.toHexString(name.hashCode()) : out.toString();
  }

  private static void trim(StringBuilder id) {
    while (!id.isEmpty() && ".-_".indexOf(id.charAt(id.length() - 1)) >= 0) {
      id.setLength(id.length() - 1);
    }
  }

  /** Whom a text begins with: somebody known, or a name such as Agent-3; absent otherwise. */
  @Nullable Lead lead(String text) {
    Matcher m = AGENT.matcher(text);
    if (m.find()) {
      return new Lead(of(m.group(1)), text.substring(m.end()));
    }
    String bare = text.startsWith("@") ? text.substring(1) : text;
    Person best = null;
    for (Person person : known.values()) {
      boolean longer = best == null || person.name().length() > best.name().length();
      if (longer && begins(bare, person.name())) {
        best = person;
      }
    }
    return best == null ? null : new Lead(best, bare.substring(best.name().length()));
  }

  private static boolean begins(String text, String name) {
    return text.regionMatches(true, 0, name, 0, name.length())
        && (text.length() == name.length()
            || !Character.isLetterOrDigit(text.charAt(name.length())));
  }

  /** Several names after each other, as a header gives them; commas in brackets part nothing. */
  static List<String> parted(String given) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    int depth = 0;
    String text = Words.or(given).replace(" and ", ",").replace(" & ", ",");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if ((c == ',' || c == ';') && depth <= 0) {
        names.add(name.toString().strip());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString().strip());
    names.removeIf(String::isEmpty);
    return names;
  }

  List<Person> all() {
    return List.copyOf(known.values());
  }
}
