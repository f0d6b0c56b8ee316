package dev.multichat.move;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.store.Kept;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what a store holds agrees with itself, as far as the port shows it, and asks the
 * store for what only it can see. Changes nothing.
 */
public final class Doctor {
  /**
   * What it found.
   *
   * @param findings a plain sentence each; none when the store is sound
   * @param more how many findings there are beyond those
   */
  public record Report(
      long entries, long messages, long sessions, List<String> findings, long more) {}

  /** How far a session was read. */
  private static final class Read {
    private long seq;
    private boolean closed;
  }

  private final SessionStore store;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final Map<String, Read> sessions = new HashMap<>();
  private final Set<String> agents = new HashSet<>();
  private final MessageCheck messageCheck;
  private long position;
  private long entries;
  private long messages;

  public Doctor(SessionStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
    this.messageCheck = new MessageCheck(store, agents);
  }

  /** Reads everything up to what was recorded when this began. */
  public Report examine() {
    long last = Waiting.on(store.lastPosition());
    try {
      Feed.pages(store, 0, last, page -> page(page, last));
      compareSessions();
      compareAgents();
    } catch (MultichatException e) {
      findings.add("Behind position " + position + " it cannot be read: " + e.getMessage());
    }
    inspect();
    return new Report(entries, messages, sessions.size(), findings.sentences(), findings.more());
  }

  private void inspect() {
    try {
      Waiting.on(store.inspect()).forEach(findings::add);
    } catch (MultichatException e) {
      findings.add("The store cannot be inspected: " + e.getMessage());
    }
  }

  private void page(List<Entry> page, long last) {
    List<Future<List<String>>> asked = new ArrayList<>();
    Map<String, Kept> kept = Waiting.on(store.kept(Feed.messages(page)));
    for (Entry entry : page) {
      entry(entry);
      asked.add(messageCheck.wrong(entry, kept).otherwise(why -> unreadable(entry, why)));
    }
    List<List<String>> wrong = Waiting.onAll(asked);
    for (int i = 0; i < page.size(); i++) {
      String session = page.get(i).session();
      // What was deleted since the page was read is not wrong.
      if (!wrong.get(i).isEmpty() && (session == null || isThere(session))) {
        wrong.get(i).forEach(findings::add);
      }
    }
    progress.at(position, last);
  }

  private static List<String> unreadable(Entry entry, Throwable why) {
    return List.of(at(entry) + " cannot be looked at: " + why.getMessage());
  }

  private boolean isThere(String session) {
    return Waiting.on(store.session(session)).isPresent();
  }

  private void entry(Entry entry) {
    findings.unless(
        entry.position() > position,
        "Position " + entry.position() + " follows " + position + ", though positions grow.");
    position = Math.max(position, entry.position());
    entries++;
    if (entry.type() == EntryType.AGENT && entry.agent() != null) {
      agents.add(entry.agent());
    }
    String session = entry.session();
    if (session == null) {
      findings.unless(entry.type() == EntryType.AGENT, at(entry) + " names no session.");
    } else {
      inSession(session, entry);
    }
  }

  private void inSession(String id, Entry entry) {
    Read before = sessions.get(id);
    boolean opens = entry.type() == EntryType.OPENED;
    findings.unless(before == null || !opens, at(entry) + " opens the session '" + id + "' again.");
    findings.unless(
        before != null || opens,
        at(entry) + " is of the session '" + id + "', which was not opened before.");
    Read read = sessions.computeIfAbsent(id, none -> new Read());
    read.closed |= entry.type() == EntryType.CLOSED;
    Message message = entry.message();
    if (message != null) {
      messages++;
      findings.unless(message.seq() == read.seq + 1, gap(entry, message, read.seq));
      read.seq = message.seq();
    }
  }

  private static String gap(Entry entry, Message message, long before) {
    return at(entry)
        + " is number "
        + message.seq()
        + " of the session '"
        + message.session()
        + "', but follows number "
        + before
        + ".";
  }

  /** Every session that is listed must have been read as it stands there, and the reverse. */
  private void compareSessions() {
    Set<String> listed = new HashSet<>();
    String cursor = null;
    do {
      SessionQuery query = new SessionQuery(null, null, null, Page.MOST, cursor);
      Page<Session> page = Waiting.on(store.sessions(query));
      for (Session session : page.items()) {
        listed.add(session.id());
        compare(session, sessions.get(session.id()));
      }
      cursor = page.next();
    } while (cursor != null);
    for (String id : sessions.keySet()) {
      if (!listed.contains(id) && !isThere(id) && !Waiting.on(store.history(id, 0, 1)).isEmpty()) {
        findings.add("The session '" + id + "' has messages, but is not there itself.");
      }
    }
  }

  /** Every agent that is listed must have been registered. */
  private void compareAgents() {
    String cursor = null;
    do {
      Page<Agent> page = Waiting.on(store.agents(new PageQuery(Page.MOST, cursor)));
      for (Agent agent : page.items()) {
        findings.unless(
            agents.contains(agent.id()) || Waiting.on(store.lastPosition()) > position,
            "The agent '" + agent.id() + "' is there, but the log does not tell since when.");
      }
      cursor = page.next();
    } while (cursor != null);
  }

  private void compare(Session session, @Nullable Read read) {
    String name = "The session '" + session.id() + "' ";
    if (read == null) {
      findings.unless(session.lastSeq() > 0 || isNew(session), name + "has no entries.");
      return;
    }
    // While it is looked at, a session may go on, but never back.
    findings.unless(
        session.lastSeq() >= read.seq,
        name
            + "says that it has "
            + session.lastSeq()
            + " messages, but "
            + read.seq
            + " were found.");
    findings.unless(
        !read.closed || session.state() == SessionState.CLOSED,
        name + "was closed, but says that it is active.");
  }

  private boolean isNew(Session session) {
    return Waiting.on(store.lastPosition()) > position && session.lastSeq() == 0;
  }

  static String at(Entry entry) {
    return (entry.message() == null ? "The event at " : "The message at ") + entry.position();
  }
}
