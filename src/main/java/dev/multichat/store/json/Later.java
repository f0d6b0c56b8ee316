package dev.multichat.store.json;

import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.List;

/** Keeps what messages say about later: moments and next steps. */
final class Later {
  private final State state;

  Later(State state) {
    this.state = state;
  }

  void remember(Message m, int row, SessionRow session) {
    if (m.replyBy() != null && m.awaitsReply()) {
      moment(m.replyBy(), row, EntryType.OVERDUE);
    }
    if (m.expiresAt() != null) {
      moment(m.expiresAt(), row, EntryType.EXPIRED);
    }
    List<NextStep> steps = m.nextSteps();
    for (NextStep step : steps) {
      if (step.done()) {
        int owner = state.agents.number(step.owner());
        state.steps.done(owner, Steps.of(step, row, 0, session.number));
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).done()) {
        int owner = state.agents.number(steps.get(i).owner());
        state.steps.add(owner, Steps.of(steps.get(i), row, i, session.number));
      }
    }
  }

  private void moment(Instant at, int row, EntryType type) {
    state.moments.add(new Moments.Moment(at.toEpochMilli(), row, type));
  }
}
