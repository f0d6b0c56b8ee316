package dev.multichat.store.json;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes events into the state. */
final class Occurrences {
  private final State state;

  Occurrences(State state) {
    this.state = state;
  }

  /** A restored event says what happened elsewhere to receipts that are restored already. */
  void apply(Entry event, int row, boolean restored) {
    String agent = Objects.requireNonNullElse(event.agent(), "");
    SessionRow session = state.sessions.find(event.session());
    switch (event.type()) {
      case OPENED -> opened(event, session);
      case AGENT -> agent(event.card());
      case OVERDUE, EXPIRED, DEAD -> happened(event, restored);
      case JOINED, LEFT, CLOSED -> changed(event, session, agent);
      case HELD, RELEASED, MESSAGE -> {}
    }
    for (String id : event.exchanges()) {
      int opener = state.ids.live(id);
      if (opener != 0) {
        state.exchanges.concern(opener, row);
      }
    }
  }

  private void opened(Entry event, @Nullable SessionRow before) {
    Opening opening = event.opening();
    if (opening == null || event.session() == null || before != null) {
      return;
    }
    String by = Objects.requireNonNullElse(event.by(), Names.HUB);
    SessionRow session =
        state.sessions.create(
            new SessionRow.Title(
                event.session(),
                opening.topic(),
                by,
                Boolean.TRUE.equals(opening.open()),
                Replay.millis(event.at())));
    if (!by.equals(Names.HUB)) {
      join(session, by);
    }
    opening.participants().forEach(agent -> join(session, agent));
  }

  void join(SessionRow session, String agent) {
    int number = state.agents.number(agent);
    if (!session.participants.contains(number)) {
      session.participants.add(number);
    }
  }

  private void changed(Entry event, @Nullable SessionRow session, String agent) {
    if (session == null) {
      return;
    }
    if (event.type() == EntryType.JOINED) {
      join(session, agent);
    } else if (event.type() == EntryType.LEFT) {
      int number = state.agents.number(agent);
      state.exchanges.excuse(number, session);
      session.participants.remove(number);
    } else {
      close(event, session);
    }
  }

  private void close(Entry event, SessionRow session) {
    for (String id : event.exchanges()) {
      int opener = state.ids.live(id);
      if (opener != 0) {
        state.exchanges.end(opener);
      }
    }
    state.steps.forget(session.number);
    session.closed = true;
  }

  private void agent(@Nullable Agent card) {
    if (card != null) {
      state.agents.registered.put(card.id(), card);
      if (card.revokedAt() != null) {
        state.exchanges.excuse(state.agents.number(card.id()), null);
      }
    }
  }

  private void happened(Entry event, boolean restored) {
    int row = state.ids.live(event.about());
    if (row == 0) {
      return;
    }
    state.moments.remove(row, event.type());
    if (event.type() == EntryType.OVERDUE) {
      return;
    }
    IntStream concerned =
        event.agent() == null
            ? state.inboxes.of(row)
            : IntStream.of(state.inboxes.of(row, event.agent())).filter(d -> d != 0);
    int[] deliveries = concerned.toArray();
    if (!restored) {
      ReceiptState end = event.type() == EntryType.DEAD ? ReceiptState.DEAD : ReceiptState.EXPIRED;
      state.inboxes.end(IntStream.of(deliveries), end, Replay.millis(event.at()));
    }
    if (restored || event.type() == EntryType.EXPIRED) {
      // Who acknowledged without replying is not awaited either once the message is over.
      state.inboxes.excuse(IntStream.of(deliveries));
    }
  }
}
