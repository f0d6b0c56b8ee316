package dev.multichat.devlog;

import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The next steps of an exchange as a task list; what a later message marks done is ticked. A step
 * without an owner of its own says who noted it, whatever name its text begins with.
 */
final class Steps {
  private record Key(String owner, String action) {}

  private record Step(String text, boolean done) {}

  private final People people;
  private final Map<Key, Step> steps = new LinkedHashMap<>();

  Steps(People people) {
    this.people = people;
  }

  void add(Message m, Body body) {
    if (m.nextSteps().isEmpty()) {
      body.take(Section.NEXT_STEPS).forEach(item -> add(m, item));
    } else {
      m.nextSteps().forEach(this::add);
    }
  }

  private void add(NextStep step) {
    String action = Inline.line(step.action());
    String text = "**" + people.name(step.owner()) + "**: " + action;
    Key key = new Key(step.owner(), action.toLowerCase(Locale.ROOT));
    Step known = steps.get(key);
    steps.put(key, new Step(known == null ? text : known.text(), step.done()));
  }

  private void add(Message m, Node node) {
    Text start = start(node);
    boolean done = start != null && tick(start);
    Item item = Item.of(node);
    if (!item.isEmpty()) {
      String by = "**" + people.name(m.from()) + "** noted: ";
      steps.put(new Key(m.id(), item.markdown()), new Step(item.after(by), done));
    }
  }

  /** Takes the box of a task off the text; whether it was ticked. */
  private static boolean tick(Text text) {
    String literal = text.getLiteral();
    for (String box : new String[] {"[ ] ", "[x] ", "[X] "}) {
      if (literal.startsWith(box)) {
        text.setLiteral(literal.substring(box.length()));
        return !box.equals("[ ] ");
      }
    }
    return false;
  }

  private static @Nullable Text start(Node item) {
    Node block = item instanceof ListItem ? item.getFirstChild() : item;
    boolean begins = block instanceof Paragraph && block.getFirstChild() instanceof Text;
    return block != null && begins ? (Text) block.getFirstChild() : null;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  void write(StringBuilder out) {
    steps
        .values()
        .forEach(
            step -> out.append(step.done() ? "- [x] " : "- [ ] ").append(step.text()).append('\n'));
  }
}
