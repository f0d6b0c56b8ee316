package dev.multichat.devlog.old;

import dev.multichat.core.NextStep;
import dev.multichat.devlog.old.Outline.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives the items of our own devlogs' lists back to the messages that they came from. */
final class OwnItems {
  private static final String NONE = "_None given._";
  private static final Pattern NAMED =
      Pattern.compile("^\\*\\*(.{1,400}?)\\*\\*: (.*)$", Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile("^\\[([ xX])\\] \\*\\*(.{1,400}?)\\*\\*( noted)?: (.*)$", Pattern.DOTALL);

  private final OwnPage ours;
  private final List<Speech> speeches;

  /**
   * @param speeches those that may have given them, the opener's first
   */
  OwnItems(OwnPage ours, List<Speech> speeches) {
    this.ours = ours;
    this.speeches = speeches;
  }

  /** Of key points and lines of status each begins with its author's name, or none does. */
  void lines(Section section, List<Block> blocks) {
    List<String> items = items(blocks);
    boolean named = !items.isEmpty() && items.stream().allMatch(item -> author(item) != null);
    for (String item : items) {
      Matcher m = NAMED.matcher(item);
      Speech author = named ? author(item) : null;
      if (author != null && m.matches()) {
        author.item(section, m.group(2));
      } else {
        speeches.get(0).item(section, item);
      }
    }
  }

  /** The first message of whom the item names; absent when it names nobody who spoke. */
  private @Nullable Speech author(String item) {
    Matcher m = NAMED.matcher(item);
    return m.matches() ? speech(Words.or(m.group(1))) : null;
  }

  private @Nullable Speech speech(String name) {
    Person person = ours.people.known(name);
    List<Speech> theirs =
        speeches.stream()
            .filter(one -> person != null && one.from.id().equals(person.id()))
            .toList();
    if (theirs.size() > 1) {
      ours.notes.guessed(
          "In which of the messages of "
              + theirs.get(0).from.name()
              + " the items below its sections stood is not told; the first was taken.");
    }
    return theirs.isEmpty() ? null : theirs.get(0);
  }

  /** A step with an owner was noted by anybody; one without says by whom. */
  void steps(List<Block> blocks) {
    for (String item : items(blocks)) {
      Matcher m = STEP.matcher(item);
      boolean noted = m.matches() && m.group(3) != null;
      Speech author = noted ? speech(Words.or(m.group(2))) : null;
      if (author != null) {
        author.item(Section.NEXT_STEPS, "[" + m.group(1) + "] " + m.group(4));
      } else if (noted || !m.matches() || !step(m)) {
        speeches.get(0).item(Section.NEXT_STEPS, item);
      }
    }
  }

  private boolean step(Matcher m) {
    String action = Words.of(m.group(4));
    if (action == null || action.isEmpty()) {
      return false;
    }
    if (speeches.size() > 1) {
      ours.notes.guessed(
          "Who noted the next steps is not told; they were taken to be "
              + speeches.get(0).from.name()
              + "'s.");
    }
    String owner = ours.people.of(Words.or(m.group(2))).id();
    return speeches.get(0).step(new NextStep(owner, action, !m.group(1).isBlank()));
  }

  private List<String> items(List<Block> blocks) {
    List<String> items = new ArrayList<>();
    for (Block block : blocks) {
      if (block.isList()) {
        Outline.items(block).forEach(item -> items.add(ours.item(item)));
      } else if (!ours.text(List.of(block)).equals(NONE)) {
        items.add(ours.text(List.of(block)));
      }
    }
    return items;
  }
}
