package dev.multichat.cli;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import dev.multichat.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A conversation that was recorded, with texts that try to steer the terminal. */
final class Recorded {
  static final Instant AT = Instant.parse("2025-09-24T04:27:49.123Z");
  static final String EVIL = "red \u001b[31m title \u009b2J \u202etxt.exe\u0007";

  /** Words that fill 109 columns, then one that fills 120. */
  static final String LONG = "nine more ".repeat(11).strip() + " " + "x".repeat(120);

  private final List<Session> sessions = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();

  Recorded() {
    for (int i = 1; i <= 7; i++) {
      sessions.add(session("session-" + i, "Topic " + i));
    }
    sessions.set(0, session("session-1", EVIL));
    messages.add(
        message(
            1,
            draft(
                """
                {"to":["agent-3","agent-4"],"kind":"propose","subject":"Readiness",
                 "body":"# Plan\\n\\nFirst line.\\r\\nA \\u001b]0;evil\\u0007 line.",
                 "keyPoints":["One module"],"status":["green"],"importance":"high",
                 "nextSteps":[{"owner":"agent-3","action":"Write it","done":true}]}
                """)));
    messages.add(
        message(
            2,
            draft(
                """
                {"to":["agent-2"],"kind":"accept","subject":"Yes","inReplyTo":"%s"}
                """
                    .formatted(messages.get(0).id()))));
    messages.add(message(3, draft("{\"to\":[\"agent-2\"],\"body\":\"" + LONG + "\"}")));
  }

  /** What a fresh store holds. */
  static Recorded nothing() {
    Recorded nothing = new Recorded();
    nothing.sessions.clear();
    nothing.messages.clear();
    return nothing;
  }

  List<Session> sessions() {
    return sessions;
  }

  List<Message> messages() {
    return messages;
  }

  List<Agent> agents() {
    return List.of(
        Agent.of("agent-2", "Agent-2", "Architecture", ""),
        Agent.of("agent-3", "Agent-3", "Infrastructure", ""));
  }

  Receipt receipt(String id) {
    Message m = messages.stream().filter(x -> x.id().equals(id)).findFirst().orElseThrow();
    List<Receipt.Recipient> recipients =
        m.to().stream()
            .map(to -> new Receipt.Recipient(to, ReceiptState.REPLIED, AT.plusSeconds(60)))
            .toList();
    return new Receipt(m.id(), m.session(), m.seq(), m.seq(), m.id(), AT, recipients);
  }

  Agenda agenda(String agent) {
    if (!agent.equals("agent-3")) {
      return new Agenda(agent, List.of(), List.of());
    }
    String id = messages.get(0).id();
    return new Agenda(
        agent,
        List.of(
            new Agenda.Awaiting(
                id, "session-1", id, "agent-2", Kind.PROPOSE, EVIL, AT, AT.plusSeconds(5), true)),
        List.of(new Agenda.Step("Write the adapter", id, "session-1", "agent-2", AT)));
  }

  private static Session session(String id, String topic) {
    List<String> participants = List.of("agent-2", "agent-3", "agent-4");
    return new Session(
        id, topic, "agent-2", participants, false, SessionState.ACTIVE, AT, AT, 3, null);
  }

  private static Draft draft(String json) {
    return Wire.decode(json, Draft.class);
  }

  private static Message message(int seq, Draft draft) {
    String id = "0198f2c4-5b7e-7cc1-8a3e-00000000000" + seq;
    String from = seq == 1 ? "agent-2" : "agent-3";
    return Message.accepted(draft, id, "session-1", from, AT).appended(id, seq, AT);
  }
}
