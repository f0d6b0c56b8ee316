package dev.multichat.store.sql;

import dev.multichat.core.Audience;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch names, so that it can be read together.
 *
 * @param messages whatever has a message's id
 * @param answered those of them that are answered
 * @param heard sessions all of whose participants are addressed
 */
record Needs(
    Set<String> messages,
    Set<String> answered,
    Set<String> sessions,
    Set<String> heard,
    Set<String> agents) {

  static Needs of(List<Write> batch) {
    Needs needs =
        new Needs(
            new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (Write write : batch) {
      add(needs.messages, write.message());
      if (write.entry() != null) {
        needs.entry(write.entry());
      }
    }
    return needs;
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private void entry(Entry entry) {
    add(messages, entry.about());
    messages.addAll(entry.exchanges());
    add(sessions, entry.session());
    add(agents, entry.agent());
    add(agents, entry.by());
    if (entry.opening() != null) {
      agents.addAll(entry.opening().participants());
    }
    if (entry.message() != null) {
      message(entry.message());
    }
    if (entry.audience() == Audience.SESSION) {
      add(heard, entry.session());
    }
  }

  private void message(Message message) {
    messages.add(message.id());
    add(messages, message.inReplyTo());
    add(answered, message.inReplyTo());
    add(agents, message.from());
    agents.addAll(message.to());
  }
}
