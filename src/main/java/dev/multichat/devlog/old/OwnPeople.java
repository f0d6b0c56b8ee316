package dev.multichat.devlog.old;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who takes part in one of our own devlogs, by the names under which it shows them. */
final class OwnPeople {
  private static final Pattern MORE = Pattern.compile("and \\d+ more");

  private final Map<String, Person> shown = new LinkedHashMap<>();
  private final List<Person> all = new ArrayList<>();
  private final People others;

  OwnPeople(Notes notes) {
    this.others = new People(notes);
  }

  /** The participants in their order: first those whose ids are known, the sender before all. */
  void participants(List<String> ids, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (i < ids.size()) {
        add(text, Names.party(ids.get(i)));
      } else if (!MORE.matcher(text).matches()) {
        put(text, before(text), others.of(text));
      }
    }
    for (int i = texts.size(); i < ids.size(); i++) {
      String id = Names.party(ids.get(i));
      put(id, id, new Person(id, id, ""));
    }
  }

  private void add(String text, String id) {
    String name = before(text);
    String behind = name.equals(text) ? "" : text.substring(name.length() + 2, text.length() - 1);
    String mark = " (" + id + ")";
    if (behind.equals(id)) {
      put(text, text, People.checked(id, name, ""));
    } else if (name.endsWith(mark)) {
      String plain = name.substring(0, name.length() - mark.length());
      put(text, name, People.checked(id, plain, behind));
    } else {
      put(text, name, People.checked(id, name, behind));
    }
  }

  private void put(String text, String name, Person person) {
    shown.putIfAbsent(name, person);
    shown.putIfAbsent(text, person);
    all.add(person);
  }

  /** What stands before the last brackets. */
  private static String before(String text) {
    int depth = 0;
    int at = text.endsWith(")") ? text.length() - 1 : -1;
    for (; at > 0; at--) {
      char c = text.charAt(at);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    boolean parted = at > 1 && text.charAt(at - 1) == ' ';
    return parted ? text.substring(0, at - 1) : text;
  }

  /** Whom the page shows so; absent when nobody is. */
  @Nullable Person known(String name) {
    return shown.get(name);
  }

  /** Whom the page shows so, or who has this id, or else whose id the name folds to. */
  Person of(String name) {
    Person known = shown.get(name);
    if (known != null) {
      return known;
    }
    Person person = isId(name) ? new Person(name, name, "") : others.of(name);
    put(name, name, person);
    return person;
  }

  private static boolean isId(String name) {
    try {
      return Names.party(name).equals(name);
    } catch (MultichatException e) {
      return false;
    }
  }

  List<Person> all() {
    return List.copyOf(all);
  }
}
