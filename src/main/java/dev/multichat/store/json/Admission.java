package dev.multichat.store.json;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what a message presumes before anything of it is written. */
final class Admission {
  private final State state;

  /**
   * A message that may be appended.
   *
   * @param session absent when the message opens it
   * @param cards of its sender and its recipients
   * @param joining who takes part from here on
   * @param answered the row of the message that it answers; 0 when it answers none
   */
  record Admitted(
      @Nullable SessionRow session,
      List<String> to,
      List<Card> cards,
      List<String> joining,
      int answered) {}

  Admission(State state) {
    this.state = state;
  }

  Admitted check(Write write, Message message) {
    SessionRow session = session(write, message);
    Card sender = state.agents.actor(message.from());
    List<String> joining = new ArrayList<>();
    if (joins(session, write, message.from())) {
      joining.add(message.from());
    }
    List<String> to = recipients(session, write, message);
    List<Card> cards = cards(sender, to);
    for (String agent : to) {
      if (!takesPart(session, agent) && !joining.contains(agent)) {
        joining.add(agent);
      }
    }
    return new Admitted(session, to, cards, joining, answered(message));
  }

  private boolean takesPart(@Nullable SessionRow session, String agent) {
    return session != null && session.participants.contains(state.agents.known(agent));
  }

  private @Nullable SessionRow session(Write write, Message message) {
    if (write.opens() != null) {
      state.sessions.checkUnused(message.session());
      return null;
    }
    SessionRow session = state.sessions.need(message.session());
    if (session.closed) {
      throw MultichatException.conflict(
          "The session '" + session.id + "' is closed; send without a session to open another.");
    }
    return session;
  }

  private boolean joins(@Nullable SessionRow session, Write write, String from) {
    if (session == null) {
      return !from.equals(Names.HUB);
    }
    if (takesPart(session, from) || from.equals(Names.HUB) || write.forced()) {
      return false;
    }
    if (!session.open) {
      throw MultichatException.forbidden(
          "'" + from + "' takes no part in the session '" + session.id + "'; ask to be let in.");
    }
    return true;
  }

  private List<String> recipients(@Nullable SessionRow session, Write write, Message message) {
    List<String> to = message.to();
    if (session != null && write.entry() != null && write.entry().audience() == Audience.SESSION) {
      to =
          session.participants.stream()
              .mapToObj(state.agents::name)
              .filter(agent -> !agent.equals(message.from()) && !state.agents.isRevoked(agent))
              .toList();
    }
    if (to.isEmpty()) {
      throw MultichatException.invalid(
          "Nobody else takes part in the session '"
              + message.session()
              + "'; name the recipients in 'to'.");
    }
    return to.size() == 1 ? to : to.stream().distinct().toList();
  }

  private List<Card> cards(Card sender, List<String> to) {
    Map<String, Card> cards = new LinkedHashMap<>();
    cards.put(sender.id(), sender);
    for (String agent : to) {
      cards.put(agent, state.agents.recipient(agent));
    }
    return List.copyOf(cards.values());
  }

  /** The row of what it answers; NOT_FOUND when that is not in its session. */
  int answered(Message message) {
    if (message.inReplyTo() == null) {
      return 0;
    }
    int row = state.ids.live(message.inReplyTo());
    SessionRow session = row == 0 ? null : state.sessions.at(state.entries.session(row));
    if (session != null && session.id.equals(message.session())) {
      return row;
    }
    throw MultichatException.notFound(
        "The message '"
            + message.inReplyTo()
            + "', which is to be answered, is not in the session '"
            + message.session()
            + "'.");
  }
}
