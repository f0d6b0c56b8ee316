package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.core.ReceiptState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines into the state, the same when they are appended as when they are read again. What a
 * line refers to may be missing, since other lines may be damaged; then it does what can be done.
 */
final class Replay {
  private final State state;
  private final Entries entries;
  private final Occurrences occurrences;
  private final Later later;

  Replay(State state) {
    this.state = state;
    this.entries = state.entries;
    this.occurrences = new Occurrences(state);
    this.later = new Later(state);
  }

  /** The row of the entry in this line; 0 when there is none. */
  int apply(Line line) {
    Entry entry = line.entry();
    if (entry != null) {
      return entry(entry, line.recipients());
    }
    if (line.mark() != null) {
      mark(line.mark());
    } else if (line.past() != null) {
      past(line.past());
    } else if (line.forgotten() != null) {
      return forgotten(line.forgotten());
    } else if (line.kept() != null) {
      new Upkeep(state).apply(line.kept());
    }
    return 0;
  }

  private int entry(Entry entry, @Nullable List<Recipient> restored) {
    if (entry.position() < 1 || isTaken(entry.position())) {
      return 0;
    }
    int row = entries.reach(entry.position());
    Message message = entry.message();
    if (message == null) {
      entries.kind(row, Entries.EVENT);
      occurrences.apply(entry, row, restored != null);
    } else {
      message(entry, message, row, restored);
    }
    SessionRow session = state.sessions.find(entry.session());
    if (session != null) {
      entries.session(row, session.number);
      session.lastActivityAt = millis(entry.at());
    }
    return row;
  }

  private boolean isTaken(long position) {
    int row = (int) Math.min(position, Integer.MAX_VALUE);
    return row <= entries.last() && (entries.kind(row) != Entries.GONE || entries.hasId(row));
  }

  static long millis(@Nullable Instant at) {
    return at == null ? 0 : at.toEpochMilli();
  }

  private void message(Entry entry, Message m, int row, @Nullable List<Recipient> restored) {
    SessionRow session = session(entry, m);
    entries.kind(row, Entries.MESSAGE);
    entries.session(row, session.number);
    entries.seq(row, Math.toIntExact(m.seq()));
    entries.sender(row, state.agents.number(m.from()));
    session.messages.add(row);
    session.lastSeq = Math.max(session.lastSeq, Math.toIntExact(m.seq()));
    UUID id = Ids.uuid(m.id());
    if (id != null) {
      entries.id(row, id);
      state.ids.add(row);
    }
    int answered = state.ids.live(m.inReplyTo());
    state.exchanges.add(row, answered == 0 ? opener(m, row) : entries.opener(answered));
    if (m.isNotice()) {
      List<String> ids = entry.exchanges();
      int first = ids.size() > 1 ? state.ids.live(ids.get(1)) : row;
      entries.notices(row, first == 0 ? row : first);
      session.takeNotice(entries.notices(row), m.createdAt());
    }
    deliver(m, row, answered, restored);
    later.remember(m, row, session);
  }

  /** What it answers may be damaged, but the message that opened its exchange need not be. */
  private int opener(Message message, int row) {
    int opener = message.inReplyTo() == null ? 0 : state.ids.live(message.exchange());
    return opener == 0 ? row : opener;
  }

  /** Its session; made up from the message when the line that opened it is damaged. */
  private SessionRow session(Entry entry, Message m) {
    SessionRow session = state.sessions.find(m.session());
    if (session == null) {
      session =
          state.sessions.create(
              new SessionRow.Title(m.session(), m.session(), m.from(), false, millis(entry.at())));
      session.participants.add(state.agents.number(m.from()));
      for (String agent : m.to()) {
        occurrences.join(session, agent);
      }
    }
    return session;
  }

  private void deliver(Message m, int row, int answered, @Nullable List<Recipient> restored) {
    int opener = entries.opener(row);
    boolean cancels =
        answered != 0 && m.kind() == Kind.CANCEL && entries.sender(opener) == entries.sender(row);
    boolean awaits = m.awaitsReply() && !cancels && !entries.ended(opener);
    Instant at = Objects.requireNonNullElse(m.recordedAt(), Instant.EPOCH);
    List<Recipient> recipients =
        restored != null
            ? restored
            : m.to().stream().map(to -> new Recipient(to, ReceiptState.RECORDED, at)).toList();
    recipients.forEach(recipient -> state.inboxes.add(row, recipient, awaits));
    if (answered != 0) {
      answer(state.inboxes.of(answered, m.from()), at, restored != null);
    }
    if (cancels) {
      state.exchanges.end(opener);
    }
  }

  /** A restored message's receipts tell already who replied. */
  private void answer(int delivery, Instant at, boolean restored) {
    if (delivery != 0 && restored) {
      state.inboxes.excuse(IntStream.of(delivery));
    } else if (delivery != 0 && state.inboxes.moves(delivery, ReceiptState.REPLIED)) {
      state.inboxes.move(delivery, ReceiptState.REPLIED, at.toEpochMilli());
    }
  }

  private void mark(Line.Mark mark) {
    int row = state.ids.live(mark.message());
    int delivery = row == 0 ? 0 : state.inboxes.of(row, mark.agent());
    if (delivery != 0 && state.inboxes.moves(delivery, mark.state())) {
      state.inboxes.move(delivery, mark.state(), mark.at().toEpochMilli());
    }
  }

  private void past(Line.Past past) {
    int row = state.ids.live(past.message());
    if (row != 0) {
      state.moments.remove(row, past.type());
    }
  }

  private int forgotten(Line.Forgotten forgotten) {
    UUID id = Ids.uuid(forgotten.known().id());
    if (id == null || isTaken(forgotten.row())) {
      return 0;
    }
    int row = entries.reach(forgotten.row());
    entries.id(row, id);
    state.ids.add(row);
    return row;
  }
}
