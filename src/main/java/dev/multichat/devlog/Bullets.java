package dev.multichat.devlog;

import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The items of one section, each with the agent that gave it; named only if several gave any. */
final class Bullets {
  private record Given(String agent, Item item) {}

  private final List<Given> given = new ArrayList<>();
  private final Set<String> agents = new LinkedHashSet<>();

  /** What a message says to a section: its field, or else what its body holds there. */
  void add(Message m, List<String> field, Section section, Body body) {
    if (field.isEmpty()) {
      body.take(section).forEach(node -> add(m.from(), Item.of(node)));
    } else {
      field.forEach(line -> add(m.from(), Item.of(line)));
    }
  }

  private void add(String agent, Item item) {
    if (!item.isEmpty()) {
      given.add(new Given(agent, item));
      agents.add(agent);
    }
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  void write(People people, StringBuilder out) {
    boolean named = agents.size() > 1;
    for (Given one : given) {
      String by = named ? "**" + people.name(one.agent()) + "**: " : "";
      out.append("- ").append(one.item().after(by)).append('\n');
    }
  }
}
