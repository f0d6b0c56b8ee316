package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Appends what another store had, as it was there; only its positions are new. */
final class Restoring {
  private final Batch batch;
  private final State state;
  private final Messages messages;

  Restoring(Batch batch, Messages messages) {
    this.batch = batch;
    this.state = batch.state;
    this.messages = messages;
  }

  Outcome append(Write write) throws IOException {
    Entry entry = write.entry();
    if (entry == null || entry.at() == null) {
      throw MultichatException.invalid("What is restored needs the time of its entry.");
    }
    Entry stamped = entry.appended(state.entries.last() + 1, entry.at(), entry.exchanges());
    Message message = entry.message();
    if (message != null) {
      return message(write, stamped, message);
    }
    check(entry);
    batch.add(List.of(Line.entry(stamped, null, List.of())));
    return Outcome.appended(stamped);
  }

  /** Its id is used for ever, and nothing else is known of it; it takes a position's place. */
  Outcome forgotten(Write write) {
    String id = Objects.requireNonNullElse(write.message(), "");
    if (Ids.uuid(id) == null) {
      throw MultichatException.invalid("What was forgotten needs the id of a message.");
    }
    if (state.ids.find(id) == 0) {
      String from = Objects.requireNonNullElse(write.agent(), "");
      Known known = new Known(id, from, Objects.requireNonNullElse(write.hash(), ""), 0);
      batch.add(List.of(Line.forgotten(state.entries.last() + 1, known)));
    }
    return Outcome.DONE;
  }

  private Outcome message(Write write, Entry stamped, Message message) throws IOException {
    String hash = Objects.requireNonNullElse(write.hash(), "");
    int before = state.ids.find(message.id());
    if (before != 0) {
      return messages.again(before, message, hash);
    }
    SessionRow session = state.sessions.need(message.session());
    new Admission(state).answered(message);
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
    batch.add(List.of(Line.entry(stamped, hash, recipients(write, message))));
    return Outcome.appended(stamped);
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

  private void check(Entry event) {
    switch (event.type()) {
      case OPENED -> {
        if (event.opening() == null || event.session() == null || event.by() == null) {
          throw MultichatException.invalid("An opening needs its session.");
        }
        state.sessions.checkUnused(event.session());
      }
      case JOINED, LEFT, CLOSED, HELD, RELEASED -> state.sessions.need(event.session());
      case AGENT -> {
        if (event.card() == null) {
          throw MultichatException.invalid("An agent's event needs its card.");
        }
      }
      case OVERDUE, EXPIRED, DEAD -> {
        if (state.ids.find(event.about()) == 0) {
          throw MultichatException.notFound("There is no message '" + event.about() + "'.");
        }
      }
      case MESSAGE -> throw MultichatException.invalid("A message entry needs its message.");
    }
  }
}
