package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.store.Credential;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Restores lines in batches; how far it came is written with each. What the store had of its own,
 * agents and sessions, stays as it is.
 */
final class Sink implements Source.Taker {
  private static final int MOST = 500;
  private static final long MOST_CHARACTERS = 4 << 20;
  private static final long OVERHEAD = 300;

  private final SessionStore store;
  private final Resume resume;
  private final Existing existing;
  private final List<Write> batch = new ArrayList<>();
  private final List<Credential> credentials = new ArrayList<>();
  private final Set<String> keptSessions = new HashSet<>();
  private final Set<String> keptAgents = new HashSet<>();
  private @Nullable Set<String> equipped;
  private long weight;
  private long mark;
  private long saved;
  private long messages;

  Sink(SessionStore store, Resume resume, Existing existing) {
    this.store = store;
    this.resume = resume;
    this.existing = existing;
    this.mark = resume.done();
    this.saved = mark;
  }

  /** What it did. */
  Moved moved() {
    return new Moved(messages, keptSessions.size(), keptAgents.size(), false);
  }

  @Override
  public void take(long at, Line line) {
    Entry entry = line.entry();
    if (entry != null) {
      entry(at, entry, line);
    } else if (line.deleted() != null) {
      deleted(line.deleted());
    } else if (line.forgotten() != null) {
      add(Write.forgotten(line.forgotten().known()), OVERHEAD);
    } else if (line.credential() != null) {
      credential(line.credential());
    }
    if (batch.size() >= MOST || weight >= MOST_CHARACTERS) {
      flush();
    }
  }

  private void entry(long at, Entry entry, Line line) {
    if (isHere(entry)) {
      (entry.session() == null ? keptAgents : keptSessions).add(whose(entry));
    } else {
      Message message = entry.message();
      messages += message == null ? 0 : 1;
      add(
          Write.restored(
              entry, line.hash(), Objects.requireNonNullElse(line.recipients(), List.of())),
          message == null ? OVERHEAD : OVERHEAD + message.weight());
    }
    mark = at;
  }

  private boolean isHere(Entry entry) {
    String session = entry.session();
    return session == null
        ? entry.type() == EntryType.AGENT
            && entry.agent() != null
            && existing.agents().contains(entry.agent())
        : existing.sessions().contains(session);
  }

  private static String whose(Entry entry) {
    String whose = entry.session() == null ? entry.agent() : entry.session();
    return Objects.requireNonNullElse(whose, "");
  }

  /** It was deleted where it comes from, so that only a part of it came here. */
  private void deleted(String session) {
    flush();
    if (!existing.sessions().contains(session)) {
      Waiting.on(store.delete(session));
    }
  }

  private void credential(Credential credential) {
    flush();
    if (!credentials.isEmpty() && !credentials.get(0).agent().equals(credential.agent())) {
      saveCredentials();
    }
    credentials.add(credential);
  }

  private void saveCredentials() {
    if (credentials.isEmpty()) {
      return;
    }
    String agent = credentials.get(0).agent();
    if (!equipped().contains(agent) && !existing.agents().contains(agent)) {
      Waiting.on(store.saveCredentials(agent, List.copyOf(credentials)));
    }
    credentials.clear();
  }

  /** Who has credentials in the store before any are moved. */
  private Set<String> equipped() {
    if (equipped == null) {
      equipped = new HashSet<>();
      String cursor = null;
      do {
        Page<Credential> page = Waiting.on(store.credentials(new PageQuery(Page.MOST, cursor)));
        for (Credential credential : page.items()) {
          equipped.add(credential.agent());
        }
        cursor = page.next();
      } while (cursor != null);
    }
    return equipped;
  }

  /** Writes the rest; to be called when everything was taken. */
  void end() {
    flush();
    saveCredentials();
  }

  private void add(Write write, long characters) {
    batch.add(write);
    weight += characters;
  }

  private void flush() {
    if (batch.isEmpty() && mark == saved) {
      return;
    }
    batch.add(resume.reached(mark));
    List<Outcome> outcomes = Waiting.on(store.append(List.copyOf(batch))).outcomes();
    for (Outcome outcome : outcomes) {
      if (outcome.refused() != null) {
        throw contradiction(outcome.refused());
      }
    }
    batch.clear();
    weight = 0;
    saved = mark;
  }

  /** Whoever tries again is to hear of it again. */
  private MultichatException contradiction(MultichatException refused) {
    Waiting.on(store.append(List.of(resume.reached(saved))));
    return MultichatException.conflict(
        "What is moved contradicts itself, and only a part of it was written; throw the target"
            + " away and move something else into a new one. The store said: "
            + refused.getMessage());
  }
}
