package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.sql.Admission.Admitted;
import dev.multichat.store.sql.Exchanges.Concerned;
import dev.multichat.store.sql.Exchanges.Origin;
import dev.multichat.store.sql.Rows.Idle;
import dev.multichat.store.sql.Rows.Place;
import dev.multichat.wire.Wire;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Appends messages with all that they imply. */
final class Messages {
  private final Ledger ledger;
  private final Admission admission;

  Messages(Ledger ledger) {
    this.ledger = ledger;
    this.admission = new Admission(ledger);
  }

  Outcome append(Write write, Entry entry, Message message, Log log) throws SQLException {
    String hash = Objects.requireNonNullElse(write.hash(), "");
    Known before = ledger.knowns.find(message.id());
    if (before != null) {
      return again(before, message, hash);
    }
    Admitted admitted = admission.check(write, message);
    SessionRow session = enter(write, message, admitted, log);
    Entry appended = post(entry, message, session, admitted, log);
    keep(new Known(message.id(), message.from(), hash, appended.position()));
    return Outcome.appended(appended);
  }

  /** From here on the id is used, for ever. */
  void keep(Known known) throws SQLException {
    ledger.knowns.add(known);
    ledger.rows.message(known.id(), known.from(), known.hash(), known.position());
  }

  Outcome again(Known before, Message message, String hash) throws SQLException {
    if (!before.from().equals(message.from()) || !before.hash().equals(hash)) {
      throw MultichatException.conflict(
          "The id '" + message.id() + "' is in use by another message; choose another.");
    }
    ledger.rows.flush();
    return ledger
        .sql
        .first("SELECT doc FROM entry WHERE position = ?", r -> r.text(0), before.position())
        .map(doc -> Faults.sound(before.position(), () -> Wire.decode(doc, Entry.class)))
        .map(Outcome::known)
        .orElseThrow(
            () ->
                MultichatException.conflict(
                    "The message '" + message.id() + "' was recorded and has been deleted."));
  }

  /** Opens the session or lets in who takes no part yet. */
  private SessionRow enter(Write write, Message message, Admitted admitted, Log log)
      throws SQLException {
    SessionRow session = admitted.session();
    if (session == null) {
      String topic = Objects.requireNonNullElse(write.opens(), "");
      Opening opening = new Opening(message.session(), topic, admitted.joining(), false);
      session = ledger.sessions.create(message.session(), opening, message.from(), log.now());
      log.event(Entry.opened(opening, message.session(), message.from()));
    } else {
      for (String agent : admitted.joining()) {
        log.event(Entry.event(EntryType.JOINED, message.session(), agent, message.from(), null));
      }
    }
    for (String agent : admitted.joining()) {
      ledger.sessions.join(session, agent);
    }
    return session;
  }

  private Entry post(Entry entry, Message message, SessionRow session, Admitted admitted, Log log)
      throws SQLException {
    long position = log.position() + 1;
    Origin origin = admitted.answered();
    String exchange = origin == null ? message.id() : origin.exchange().id();
    Place place = place(message, session, origin, position);
    List<String> exchanges =
        message.isNotice() ? List.of(exchange, session.noticesId) : List.of(exchange);
    Message stamped = message.to(admitted.to()).appended(exchange, session.lastSeq, log.now());
    Entry appended = entry.with(stamped, admitted.cards()).appended(position, log.now(), exchanges);
    log.append(appended, place);
    Origin own = own(stamped, position, origin);
    ledger.exchanges.remember(position, own);
    deliver(stamped, position, origin);
    remember(stamped, position);
    return appended;
  }

  /** Where a message belongs that was just appended. */
  static Origin own(Message message, long position, @Nullable Origin answered) {
    return answered != null
        ? answered
        : new Origin(
            message.session(), new Concerned(position, message.id()), message.from(), false);
  }

  /** The next place in its session. */
  static Place place(Message message, SessionRow session, @Nullable Origin origin, long position) {
    long opener = origin == null ? position : origin.exchange().opener();
    session.lastSeq++;
    if (!message.isNotice()) {
      return new Place(session.lastSeq, opener, null);
    }
    session.takeNotice(position, message.id(), message.createdAt());
    return new Place(session.lastSeq, opener, session.notices);
  }

  private void deliver(Message message, long position, @Nullable Origin origin)
      throws SQLException {
    Instant at = Objects.requireNonNullElse(message.recordedAt(), Instant.EPOCH);
    boolean awaits = awaits(message, origin);
    for (String agent : message.to()) {
      ledger.rows.delivery(position, agent, at, awaits);
    }
    Known answered = ledger.knowns.find(message.inReplyTo());
    if (answered != null) {
      Idle mark = new Idle(answered.position(), message.from(), () -> {});
      ledger.rows.mark(ReceiptState.REPLIED, at, mark);
    }
    end(message, origin);
  }

  /** Whether its recipients are awaited to reply. */
  static boolean awaits(Message message, @Nullable Origin origin) {
    boolean ended = origin != null && (origin.ended() || cancels(message, origin));
    return message.awaitsReply() && !ended;
  }

  /** Ends the exchange that it cancels, if it does. */
  void end(Message message, @Nullable Origin origin) throws SQLException {
    if (origin != null && cancels(message, origin)) {
      ledger.rows.flush();
      ledger.exchanges.end(origin.exchange().opener());
    }
  }

  private static boolean cancels(Message message, Origin origin) {
    return message.kind() == Kind.CANCEL && origin.openedBy().equals(message.from());
  }

  /** Keeps what the message says about later: moments and next steps. */
  void remember(Message message, long position) throws SQLException {
    if (message.replyBy() != null && message.awaitsReply()) {
      deadline(position, EntryType.OVERDUE, message.replyBy());
    }
    if (message.expiresAt() != null) {
      deadline(position, EntryType.EXPIRED, message.expiresAt());
    }
    for (NextStep step : message.nextSteps()) {
      if (step.done()) {
        ledger.sql.send(
            "DELETE FROM step WHERE session = ? AND owner = ? AND action = ?",
            message.session(),
            step.owner(),
            step.action());
      }
    }
    for (NextStep step : message.nextSteps()) {
      if (!step.done()) {
        ledger.sql.send(
            "INSERT INTO step (position, session, owner, action) VALUES (?, ?, ?, ?)",
            position,
            message.session(),
            step.owner(),
            step.action());
      }
    }
  }

  private void deadline(long position, EntryType type, Instant at) throws SQLException {
    ledger.sql.send(
        "INSERT INTO deadline (position, type, at) VALUES (?, ?, ?)",
        position,
        type.toString(),
        at.toEpochMilli());
  }
}
