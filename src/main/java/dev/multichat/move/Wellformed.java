package dev.multichat.move;

import dev.multichat.core.Agent;
import dev.multichat.core.Card;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.core.Texts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the hub would have checked before it recorded this: an export is somebody's file until it
 * keeps the rules of ids, names, hashes, times and texts. Each check fails with INVALID.
 */
final class Wellformed {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int MOST_RECIPIENTS = 5000;
  private static final int LONGEST_REASON = 10_000;

  private Wellformed() {}

  static void entry(Entry entry) {
    time("at", entry.at());
    if ((entry.session() == null) != (entry.type() == EntryType.AGENT)) {
      throw MultichatException.invalid("Only events of agents have no 'session'.");
    }
    if (entry.session() != null) {
      same("session", entry.session(), Names.session(entry.session()));
    }
    party("agent", entry.agent());
    party("by", entry.by());
    uuid("about", entry.about());
    entry.exchanges().forEach(id -> uuid("exchanges", id));
    entry.cards().forEach(Wellformed::card);
    if (entry.reason() != null && entry.reason().length() > LONGEST_REASON) {
      throw MultichatException.invalid("'reason' is longer than " + LONGEST_REASON + ".");
    }
    Agent card = entry.card();
    if (card != null) {
      same("card.id", card.id(), String.valueOf(entry.agent()));
      time("card.registeredAt", card.registeredAt());
    }
  }

  private static void card(Card card) {
    Agent named = new Agent(card.id(), card.name(), card.role(), "", null, null);
    same("cards.id", card.id(), named.id());
  }

  static void message(Entry entry, Message message, String hash, List<Recipient> recipients) {
    same("message.session", message.session(), String.valueOf(entry.session()));
    uuid("message.id", Objects.requireNonNullElse(message.id(), ""));
    uuid("message.exchange", Objects.requireNonNullElse(message.exchange(), ""));
    uuid("message.inReplyTo", message.inReplyTo());
    party("message.from", Objects.requireNonNullElse(message.from(), ""));
    time("message.createdAt", message.createdAt());
    time("message.recordedAt", message.recordedAt());
    hash(hash);
    if (message.kind() == null || message.seq() < 1) {
      throw MultichatException.invalid("'message' needs its 'kind' and its 'seq'.");
    }
    texts(message);
    recipients(message, recipients);
  }

  /** The texts keep what a draft's keep. */
  private static void texts(Message message) {
    Draft draft = Draft.of(message.kind(), List.of(), message.subject(), message.body());
    new Draft(
        draft.id(),
        draft.key(),
        message.session(),
        draft.to(),
        draft.kind(),
        draft.subject(),
        draft.body(),
        message.inReplyTo(),
        message.replyExpected(),
        message.replyBy(),
        message.expiresAt(),
        message.importance(),
        message.keyPoints(),
        message.nextSteps(),
        message.status(),
        message.tags(),
        message.metadata(),
        message.traceparent());
  }

  private static void recipients(Message message, List<Recipient> recipients) {
    Set<String> told = new HashSet<>();
    for (Recipient recipient : recipients) {
      party("recipients.agent", Objects.requireNonNullElse(recipient.agent(), ""));
      time("recipients.at", recipient.at());
      if (recipient.state() == null || !told.add(recipient.agent())) {
        throw MultichatException.invalid("'recipients' needs one 'state' for each agent.");
      }
    }
    message.to().forEach(agent -> party("message.to", agent));
    if (recipients.size() > MOST_RECIPIENTS || !told.equals(new HashSet<>(message.to()))) {
      throw MultichatException.invalid(
          "'recipients' must be those of 'message.to', at most " + MOST_RECIPIENTS + ".");
    }
  }

  /** SHA-256 in lower-case hex. */
  static void hash(@Nullable String hash) {
    if (hash == null || !SHA256.matcher(hash).matches()) {
      throw MultichatException.invalid("'hash' must be 64 digits of lower-case hex.");
    }
  }

  static void uuid(String field, @Nullable String id) {
    if (id == null) {
      return;
    }
    try {
      same(field, id, UUID.fromString(id).toString());
    } catch (IllegalArgumentException e) {
      throw MultichatException.invalid("'" + field + "' must be a UUID in lower case.");
    }
  }

  static void party(String field, @Nullable String id) {
    if (id != null) {
      same(field, id, Names.party(id));
    }
  }

  private static void same(String field, String given, String right) {
    if (!given.equals(right)) {
      throw MultichatException.invalid(
          "'" + field + "' is '" + Texts.shown(given) + "', not '" + Texts.shown(right) + "'.");
    }
  }

  static void time(String field, @Nullable Instant at) {
    if (at == null || at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      throw MultichatException.invalid("'" + field + "' must be a time of 1970 to 9999.");
    }
  }
}
