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

  Agendas(Content content) {
    this.content = content;
    this.state = content.state;
  }

  Supplier<Agenda> agenda(String agent) throws IOException {
    int number = state.agents.known(agent);
    if (number < 0) {
      return () -> new Agenda(agent, List.of(), List.of());
    }
    List<Supplier<Agenda.Awaiting>> awaiting = awaiting(number);
    List<Supplier<Agenda.Step>> steps = new ArrayList<>();
    for (Steps.Step step : state.steps.of(number).limit(Agenda.MOST).toList()) {
      byte[] line = content.line(step.position());
      steps.add(() -> step(message(line), step.index()));
    }
    return () -> new Agenda(agent, made(awaiting), made(steps));
  }

  private static <T> List<T> made(List<Supplier<T>> items) {
    return items.stream().map(Supplier::get).toList();
  }

  private List<Supplier<Agenda.Awaiting>> awaiting(int agent) throws IOException {
    List<Supplier<Agenda.Awaiting>> awaiting = new ArrayList<>();
    int[] rows =
        state
            .inboxes
            .awaits(agent)
            .after(0)
            .limit(Agenda.MOST)
            .map(state.inboxes.deliveries::position)
            .toArray();
    for (int row : rows) {
      boolean late = !state.moments.has(row, EntryType.OVERDUE);
      byte[] line = content.line(row);
      awaiting.add(() -> awaiting(message(line), late));
    }
    return awaiting;
  }

  private static Message message(byte[] line) {
    Entry entry = Objects.requireNonNull(Content.read(line).entry(), "the line of an entry");
    return Reads.message(entry);
  }

  private static Agenda.Awaiting awaiting(Message m, boolean late) {
    return new Agenda.Awaiting(
        m.id(),
        m.session(),
        Objects.requireNonNullElse(m.exchange(), m.id()),
        m.from(),
        m.kind(),
        m.subject(),
        Objects.requireNonNullElse(m.recordedAt(), Instant.EPOCH),
        m.replyBy(),
        m.replyBy() != null && late);
  }

  private static Agenda.Step step(Message m, int index) {
    NextStep step = m.nextSteps().get(index);
    return new Agenda.Step(
        step.action(),
        m.id(),
        m.session(),
        m.from(),
        Objects.requireNonNullElse(m.recordedAt(), Instant.EPOCH));
  }
}
