package dev.multichat.devlog.old;

import dev.multichat.core.NextStep;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds who is to do a next step, where one agent is named for it. */
final class Owner {
  private static final int LONGEST = 1000;
  private static final Pattern BEHIND =
      Pattern.compile("^(.{1,1000}?) \\((?:[Oo]wner:? )?(@?[^()]{1,100})\\)\\.?$");
  private static final List<String> PLAIN = List.of(":", " to ", " - ", " – ", " — ", " → ");
  private static final List<String> SEVERAL =
      List.of(" and ", " & ", " / ", " + ", " or ", " with ");

  private Owner() {}

  /** The step that the text tells; absent when it names no owner, or more than one. */
  static @Nullable NextStep step(String given, Source source) {
    boolean done = given.startsWith("[x] ") || given.startsWith("[X] ");
    String text = done || given.startsWith("[ ] ") ? given.substring(4).strip() : given;
    People.Lead lead = source.people().lead(text);
    if (lead != null) {
      return led(lead, done, source.notes());
    }
    Matcher m = BEHIND.matcher(text);
    People.Lead behind = m.matches() ? source.people().lead(m.group(2)) : null;
    return behind == null || !behind.rest().isBlank()
        ? null
        : step(behind.person(), m.group(1), done);
  }

  private static @Nullable NextStep led(People.Lead lead, boolean done, Notes notes) {
    String rest = lead.rest();
    for (String mark : PLAIN) {
      if (rest.startsWith(mark)) {
        return step(lead.person(), rest.substring(mark.length()), done);
      }
    }
    if (!rest.startsWith(" ") || SEVERAL.stream().anyMatch(rest::startsWith)) {
      return null;
    }
    NextStep step = step(lead.person(), rest, done);
    if (step != null) {
      notes.guessed(
          "The next step "
              + Notes.quoted(lead.person().name() + rest)
              + " was taken to be that agent's.");
    }
    return step;
  }

  private static @Nullable NextStep step(Person owner, String text, boolean done) {
    String action = text.strip();
    return action.isEmpty() || action.length() > LONGEST
        ? null
        : new NextStep(owner.id(), action, done);
  }
}
