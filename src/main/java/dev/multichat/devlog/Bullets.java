package dev.multichat.devlog;

import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of one section, each after the name of the agent that gave it. Only the opener's own
 * stand without one, as long as nobody else gave any and none begins like somebody's words.
 */
final class Bullets {
  private record Given(String agent, Item item) {}

  private final List<Given> given = new ArrayList<>();
  private final String opener;

  Bullets(String opener) {
    this.opener = opener;
  }

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
    }
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  void write(People people, StringBuilder out) {
    boolean named =
        given.stream()
            .anyMatch(one -> !one.agent().equals(opener) || people.leads(one.item().markdown()));
    for (Given one : given) {
      String by = named ? "**" + people.name(one.agent()) + "**: " : "";
      out.append("- ").append(one.item().after(by)).append('\n');
    }
  }
}
