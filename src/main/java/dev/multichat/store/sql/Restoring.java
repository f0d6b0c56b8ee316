package dev.multichat.store.sql;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.sql.Exchanges.Concerned;
import dev.multichat.store.sql.Exchanges.Origin;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Appends what another store had, as it was there; only its positions are new. */
final class Restoring {
  private final Ledger ledger;
  private final Messages messages;
  private final Admission admission;

  Restoring(Ledger ledger, Messages messages) {
    this.ledger = ledger;
    this.messages = messages;
    this.admission = new Admission(ledger);
  }

  Outcome append(Write write, Log log) throws SQLException {
    Entry entry = write.entry();
    Instant at = entry == null ? null : entry.at();
    if (entry == null || at == null) {
      throw MultichatException.invalid("What is restored needs the time of its entry.");
    }
    ledger.rows.flush();
    Entry stamped = entry.appended(log.position() + 1, at, entry.exchanges());
    Message message = entry.message();
    return message == null ? event(stamped, at, log) : message(write, stamped, message, log);
  }

  /** Its id is used for ever, and nothing else is known of it. */
  Outcome forgotten(Write write) throws SQLException {
    String id = Objects.requireNonNullElse(write.message(), "");
    if (ledger.knowns.find(id) == null) {
      String from = Objects.requireNonNullElse(write.agent(), "");
      messages.keep(new Known(id, from, Objects.requireNonNullElse(write.hash(), ""), 0));
    }
    return Outcome.DONE;
  }

  private Outcome message(Write write, Entry stamped, Message message, Log log)
      throws SQLException {
    String hash = Objects.requireNonNullElse(write.hash(), "");
    Known before = ledger.knowns.find(message.id());
    if (before != null) {
      return messages.again(before, message, hash);
    }
    SessionRow session = ledger.sessions.need(message.session());
    Origin origin = admission.answered(message);
    checkSeq(message, session);
    List<Recipient> recipients = recipients(write, message);
    long position = stamped.position();
    log.append(stamped, Messages.place(message, session, origin, position));
    messages.keep(new Known(message.id(), message.from(), hash, position));
    ledger.exchanges.remember(position, Messages.own(message, position, origin));
    boolean awaits = Messages.awaits(message, origin);
    for (Recipient recipient : recipients) {
      ledger.rows.delivery(position, recipient, awaits);
    }
    Known answered = ledger.knowns.find(message.inReplyTo());
    if (answered != null) {
      ledger.exchanges.excuseFrom(answered.position(), message.from());
    }
    messages.end(message, origin);
    messages.remember(message, position);
    return Outcome.appended(stamped);
  }

  private static void checkSeq(Message message, SessionRow session) {
    if (message.seq() != session.lastSeq + 1) {
      throw MultichatException.conflict(
          "The message '"
              + message.id()
              + "' is number "
              + message.seq()
              + " of its session, but the session '"
              + session.id
              + "' has "
              + session.lastSeq
              + " here.");
    }
  }

  private static List<Recipient> recipients(Write write, Message message) {
    Map<String, Recipient> given = new HashMap<>();
    write.recipients().forEach(recipient -> given.put(recipient.agent(), recipient));
    List<Recipient> recipients = new ArrayList<>();
    for (String agent : message.to()) {
      Recipient recipient = given.get(agent);
      if (recipient == null) {
        throw MultichatException.invalid(
            "How far the message '" + message.id() + "' came with '" + agent + "' is missing.");
      }
      recipients.add(recipient);
    }
    return recipients;
  }

  private Outcome event(Entry event, Instant at, Log log) throws SQLException {
    List<Concerned> concerned = new ArrayList<>();
    for (String id : event.exchanges()) {
      Known opener = ledger.knowns.find(id);
      if (opener != null) {
        concerned.add(new Concerned(opener.position(), id));
      }
    }
    apply(event, at, concerned);
    return Outcome.appended(log.stamped(event, concerned));
  }

  private void apply(Entry event, Instant at, List<Concerned> concerned) throws SQLException {
    String agent = Objects.requireNonNullElse(event.agent(), "");
    switch (event.type()) {
      case OPENED -> open(event, at);
      case JOINED -> ledger.sessions.join(ledger.sessions.need(event.session()), agent);
      case LEFT -> left(ledger.sessions.need(event.session()), agent);
      case CLOSED -> closed(ledger.sessions.need(event.session()), concerned);
      case HELD, RELEASED -> ledger.sessions.need(event.session());
      case AGENT -> agent(event.card());
      case OVERDUE, EXPIRED, DEAD -> happened(event);
      case MESSAGE -> throw MultichatException.invalid("A message entry needs its message.");
    }
  }

  private void open(Entry event, Instant at) throws SQLException {
    Opening opening = event.opening();
    String id = event.session();
    if (opening == null || id == null || event.by() == null) {
      throw MultichatException.invalid("An opening needs its session.");
    }
    ledger.sessions.checkUnused(id);
    SessionRow session = ledger.sessions.create(id, opening, event.by(), at);
    if (!event.by().equals(Names.HUB)) {
      ledger.sessions.join(session, event.by());
    }
    for (String agent : opening.participants()) {
      ledger.sessions.join(session, agent);
    }
  }

  private void left(SessionRow session, String agent) throws SQLException {
    ledger.exchanges.excuse(agent, session.id);
    ledger.sessions.leave(session, agent);
  }

  private void closed(SessionRow session, List<Concerned> concerned) throws SQLException {
    for (Concerned exchange : concerned) {
      ledger.exchanges.end(exchange.opener());
    }
    ledger.sessions.close(session);
  }

  private void agent(@Nullable Agent card) throws SQLException {
    if (card == null) {
      throw MultichatException.invalid("An agent's event needs its card.");
    }
    ledger.agents.save(card);
    if (card.revokedAt() != null) {
      ledger.exchanges.excuse(card.id());
    }
  }

  private void happened(Entry event) throws SQLException {
    Known about = ledger.knowns.find(event.about());
    if (about == null) {
      throw MultichatException.notFound("There is no message '" + event.about() + "'.");
    }
    ledger.exchanges.noDeadline(about.position(), event.type());
    if (event.type() != EntryType.OVERDUE) {
      ledger.exchanges.excuseFrom(about.position(), event.agent());
    }
  }
}
