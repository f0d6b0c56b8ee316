package dev.multichat.devlog;

import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/** The items of one section, each with the agent that gave it; named only if several gave any. */
final class Bullets {
  private record Item(String agent, String text) {}

  private final List<Item> items = new ArrayList<>();
  private final Set<String> agents = new LinkedHashSet<>();

  /** What a message says to a section: its field, or else what its body holds there. */
  void add(Message m, List<String> field, Section section, Body body) {
    if (field.isEmpty()) {
      body.take(section).forEach(item -> add(m.from(), rendered(item)));
    } else {
      field.forEach(line -> add(m.from(), Inline.line(line)));
    }
  }

  private void add(String agent, String text) {
    if (!text.isBlank()) {
      items.add(new Item(agent, text));
      agents.add(agent);
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  void write(People people, StringBuilder out) {
    boolean named = agents.size() > 1;
    for (Item item : items) {
      String by = named ? "**" + people.name(item.agent()) + "**: " : "";
      out.append("- ").append(beside(by, item.text())).append('\n');
    }
  }

  /** A block's text, or that of a list's item. */
  static String rendered(Node block) {
    return block instanceof ListItem
        ? Markdown.render(Disarming.children(block))
        : Markdown.render(block);
  }

  /** A text of many lines as the content of one item; a block that is no text goes below. */
  static String beside(String by, String text) {
    boolean block = !by.isEmpty() && "#>`-*".indexOf(text.charAt(0)) >= 0 && opensBlock(text);
    return by.strip().isEmpty() || !block
        ? indented(by + text)
        : indented(by.strip() + "\n\n" + text);
  }

  private static boolean opensBlock(String text) {
    return text.startsWith("```")
        || text.startsWith("#")
        || text.startsWith(">")
        || text.startsWith("- ")
        || text.startsWith("***\n")
        || text.equals("***");
  }

  private static String indented(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      out.append(out.isEmpty() ? "" : line.isEmpty() ? "\n" : "\n  ").append(line);
    }
    return out.toString();
  }
}
