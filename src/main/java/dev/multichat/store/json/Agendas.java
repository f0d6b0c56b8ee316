package dev.multichat.store.json;

import dev.multichat.core.Agenda;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What awaits an agent. */
final class Agendas {
  private final Content content;
  private final State state;

  private record Awaited(byte[] line, boolean overdue) {}

  private record Owned(byte[] line, int index) {}

  Agendas(Content content) {
    this.content = content;
    this.state = content.state;
  }

  Supplier<Agenda> agenda(String agent) throws IOException {
    int number = state.agents.known(agent);
    if (number < 0) {
      return () -> new Agenda(agent, List.of(), List.of());
    }
    List<Awaited> awaited = awaited(number);
    List<Owned> owned = new ArrayList<>();
    for (Steps.Step step : state.steps.of(number).limit(Agenda.MOST).toList()) {
      owned.add(new Owned(content.line(step.position()), step.index()));
    }
    return () ->
        new Agenda(
            agent,
            awaited.stream().map(Agendas::awaiting).toList(),
            owned.stream().map(Agendas::step).toList());
  }

  private List<Awaited> awaited(int agent) throws IOException {
    List<Awaited> awaited = new ArrayList<>();
    int[] rows =
        state
            .inboxes
            .awaits(agent)
            .after(0)
            .limit(Agenda.MOST)
            .map(state.inboxes.deliveries::position)
            .toArray();
    for (int row : rows) {
      boolean overdue = !state.moments.has(row, EntryType.OVERDUE);
      awaited.add(new Awaited(content.line(row), overdue));
    }
    return awaited;
  }

  private static Message message(byte[] line) {
    Entry entry = Objects.requireNonNull(Content.read(line).entry(), "the line of an entry");
    return Reads.message(entry);
  }

  private static Agenda.Awaiting awaiting(Awaited awaited) {
    Message m = message(awaited.line());
    return new Agenda.Awaiting(
        m.id(),
        m.session(),
        Objects.requireNonNullElse(m.exchange(), m.id()),
        m.from(),
        m.kind(),
        m.subject(),
        Objects.requireNonNullElse(m.recordedAt(), Instant.EPOCH),
        m.replyBy(),
        m.replyBy() != null && awaited.overdue());
  }

  private static Agenda.Step step(Owned owned) {
    Message m = message(owned.line());
    NextStep step = m.nextSteps().get(owned.index());
    return new Agenda.Step(
        step.action(),
        m.id(),
        m.session(),
        m.from(),
        Objects.requireNonNullElse(m.recordedAt(), Instant.EPOCH));
  }
}
