package dev.multichat.store.json;

import dev.multichat.core.Agent;
import dev.multichat.core.EntryType;
import dev.multichat.store.Credential;
import dev.multichat.store.Lease;
import dev.multichat.wire.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the state as bytes and reads it again. */
final class Shelf {
  private final State state;

  /** What is small, as JSON. */
  private record Rest(
      List<String> names,
      List<Agent> agents,
      List<Lease> leases,
      List<Credential> credentials,
      Map<String, Long> positions,
      Map<String, Long> erasing,
      String epoch) {}

  Shelf(State state) {
    this.state = state;
  }

  void write(DataOutputStream out) throws IOException {
    state.entries.table.write(out);
    state.inboxes.deliveries.table.write(out);
    Keeping kept = state.keeping;
    Rest rest =
        new Rest(
            state.agents.names,
            List.copyOf(state.agents.registered.values()),
            List.copyOf(kept.leases.values()),
            List.copyOf(kept.credentials.values()),
            kept.positions,
            kept.erasing,
            kept.epoch);
    byte[] json = Wire.text(rest).getBytes(StandardCharsets.UTF_8);
    out.writeInt(json.length);
    out.write(json);
    out.writeInt(state.sessions.numbers());
    for (int number = 1; number < state.sessions.numbers(); number++) {
      SessionRow session = state.sessions.at(number);
      out.writeBoolean(session != null);
      if (session != null) {
        write(session, out);
      }
    }
    writeLater(out);
  }

  private static void write(SessionRow session, DataOutputStream out) throws IOException {
    out.writeUTF(session.id);
    out.writeUTF(session.topic);
    out.writeUTF(session.initiator);
    out.writeBoolean(session.open);
    out.writeBoolean(session.closed);
    out.writeLong(session.createdAt);
    out.writeLong(session.lastActivityAt);
    out.writeInt(session.lastSeq);
    out.writeInt(session.notices);
    out.writeLong(session.noticesDay);
    out.writeInt(session.noticesCount);
    write(session.participants, out);
  }

  private static void write(Ints ints, DataOutputStream out) throws IOException {
    out.writeInt(ints.size());
    for (int i = 0; i < ints.size(); i++) {
      out.writeInt(ints.get(i));
    }
  }

  private void writeLater(DataOutputStream out) throws IOException {
    out.writeInt(state.moments.sorted.size());
    for (Moments.Moment moment : state.moments.sorted) {
      out.writeLong(moment.at());
      out.writeInt(moment.position());
      out.writeUTF(moment.type().name());
    }
    out.writeInt(state.exchanges.concerning.size());
    for (Map.Entry<Integer, Ints> one : state.exchanges.concerning.entrySet()) {
      out.writeInt(one.getKey());
      write(one.getValue(), out);
    }
    for (Map.Entry<Integer, List<Steps.Step>> of : state.steps.byOwner.entrySet()) {
      for (Steps.Step step : of.getValue()) {
        out.writeInt(of.getKey());
        out.writeInt(step.position());
        out.writeInt(step.index());
        out.writeInt(step.session());
        out.writeLong(step.one());
        out.writeLong(step.two());
      }
    }
    out.writeInt(-1);
  }

  static State read(DataInputStream in) throws IOException {
    State state = new State();
    state.entries.table.read(in);
    state.inboxes.deliveries.table.read(in);
    byte[] json = in.readNBytes(in.readInt());
    rest(Wire.decode(new String(json, StandardCharsets.UTF_8), Rest.class), state);
    int numbers = in.readInt();
    for (int number = 1; number < numbers; number++) {
      if (in.readBoolean()) {
        session(in, state);
      } else {
        state.sessions.skip();
      }
    }
    readLater(in, state);
    state.reload();
    return state;
  }

  private static void rest(Rest rest, State state) {
    rest.names().forEach(state.agents::number);
    rest.agents().forEach(agent -> state.agents.registered.put(agent.id(), agent));
    rest.leases().forEach(lease -> state.keeping.leases.put(lease.name(), lease));
    rest.credentials().forEach(one -> state.keeping.credentials.put(one.hash(), one));
    state.keeping.positions.putAll(rest.positions());
    state.keeping.erasing.putAll(rest.erasing());
    state.keeping.epoch = rest.epoch();
  }

  private static void session(DataInputStream in, State state) throws IOException {
    String id = in.readUTF();
    String topic = in.readUTF();
    String initiator = in.readUTF();
    boolean open = in.readBoolean();
    boolean closed = in.readBoolean();
    SessionRow session =
        state.sessions.create(new SessionRow.Title(id, topic, initiator, open, in.readLong()));
    session.closed = closed;
    session.lastActivityAt = in.readLong();
    session.lastSeq = in.readInt();
    session.notices = in.readInt();
    session.noticesDay = in.readLong();
    session.noticesCount = in.readInt();
    read(in, session.participants);
  }

  private static void read(DataInputStream in, Ints ints) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      ints.add(in.readInt());
    }
  }

  private static void readLater(DataInputStream in, State state) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      long at = in.readLong();
      int position = in.readInt();
      state.moments.add(new Moments.Moment(at, position, EntryType.valueOf(in.readUTF())));
    }
    for (int left = in.readInt(); left > 0; left--) {
      Ints events = state.exchanges.concerning.computeIfAbsent(in.readInt(), none -> new Ints());
      read(in, events);
    }
    for (int owner = in.readInt(); owner >= 0; owner = in.readInt()) {
      int position = in.readInt();
      int index = in.readInt();
      int session = in.readInt();
      Steps.Step step = new Steps.Step(position, index, session, in.readLong(), in.readLong());
      state.steps.add(owner, step);
    }
  }
}
