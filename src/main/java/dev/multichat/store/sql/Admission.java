package dev.multichat.store.sql;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.store.Known;
import dev.multichat.store.Write;
import dev.multichat.store.sql.Exchanges.Origin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what a message presumes before anything of it is written. */
final class Admission {
  private final Ledger ledger;

  /**
   * A message that may be appended.
   *
   * @param session absent when the message opens it
   * @param cards of its sender and its recipients
   * @param joining who takes part from here on
   * @param answered where the message that it answers belongs
   */
  record Admitted(
      @Nullable SessionRow session,
      List<String> to,
      List<Card> cards,
      List<String> joining,
      @Nullable Origin answered) {}

  Admission(Ledger ledger) {
    this.ledger = ledger;
  }

  Admitted check(Write write, Message message) throws SQLException {
    SessionRow session = session(write, message);
    Card sender = ledger.agents.actor(message.from());
    List<String> joining = new ArrayList<>();
    if (joins(session, write, message.from())) {
      joining.add(message.from());
    }
    List<String> to = recipients(session, write, message);
    List<Card> cards = cards(sender, to);
    for (String agent : to) {
      if ((session == null || !session.participants.contains(agent)) && !joining.contains(agent)) {
        joining.add(agent);
      }
    }
    return new Admitted(session, to, cards, joining, answered(message));
  }

  private @Nullable SessionRow session(Write write, Message message) throws SQLException {
    if (write.opens() != null) {
      ledger.sessions.checkUnused(message.session());
      return null;
    }
    SessionRow session = ledger.sessions.need(message.session());
    if (session.closed) {
      throw MultichatException.conflict(
          "The session '" + session.id + "' is closed; send without a session to open another.");
    }
    return session;
  }

  private static boolean joins(@Nullable SessionRow session, Write write, String from) {
    if (session == null) {
      return !from.equals(Names.HUB);
    }
    if (session.participants.contains(from) || from.equals(Names.HUB) || write.forced()) {
      return false;
    }
    if (!session.open) {
      throw MultichatException.forbidden(
          "'" + from + "' takes no part in the session '" + session.id + "'; ask to be let in.");
    }
    return true;
  }

  private List<String> recipients(@Nullable SessionRow session, Write write, Message message)
      throws SQLException {
    List<String> to = message.to();
    if (session != null && write.entry() != null && write.entry().audience() == Audience.SESSION) {
      to = new ArrayList<>();
      for (String agent : session.participants) {
        if (!agent.equals(message.from()) && !ledger.agents.isRevoked(agent)) {
          to.add(agent);
        }
      }
    }
    if (to.isEmpty()) {
      throw MultichatException.invalid(
          "Nobody else takes part in the session '"
              + message.session()
              + "'; name the recipients in 'to'.");
    }
    return to.size() == 1 ? to : to.stream().distinct().toList();
  }

  private List<Card> cards(Card sender, List<String> to) throws SQLException {
    Map<String, Card> cards = new LinkedHashMap<>();
    cards.put(sender.id(), sender);
    for (String agent : to) {
      cards.put(agent, ledger.agents.recipient(agent));
    }
    return List.copyOf(cards.values());
  }

  /** Where what it answers belongs; NOT_FOUND when that is not in its session. */
  @Nullable Origin answered(Message message) throws SQLException {
    if (message.inReplyTo() == null) {
      return null;
    }
    Known known = ledger.knowns.find(message.inReplyTo());
    if (known != null) {
      Origin origin = ledger.exchanges.origin(known.position()).orElse(null);
      if (origin != null && origin.session().equals(message.session())) {
        return origin;
      }
    }
    throw MultichatException.notFound(
        "The message '"
            + message.inReplyTo()
            + "', which is to be answered, is not in the session '"
            + message.session()
            + "'.");
  }
}
