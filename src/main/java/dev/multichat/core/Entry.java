package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log: a message, or an event. Which fields an event has follows from its type.
 *
 * @param position in commit order over all sessions, from 1; 0 until appended
 * @param at when it was committed; for a message the same as its {@code recordedAt}
 * @param session absent only for {@code agent} events
 * @param message of {@code message} entries
 * @param audience of {@code message} entries: whom the sender named
 * @param cards of {@code message} entries: name and role, then, of sender and recipients
 * @param agent whom an event is about (who joined, left, did not answer …)
 * @param by who caused an event
 * @param about the id of the message that an event is about
 * @param reason why, in words
 * @param card of {@code agent} events: the agent as it is from here on
 * @param opening of {@code opened} events
 * @param exchanges the ids of the exchanges that it belongs to or changes
 */
public record Entry(
    long position,
    @Nullable Instant at,
    EntryType type,
    @Nullable String session,
    @Nullable Message message,
    @Nullable Audience audience,
    List<Card> cards,
    @Nullable String agent,
    @Nullable String by,
    @Nullable String about,
    @Nullable String reason,
    @Nullable Agent card,
    @Nullable Opening opening,
    List<String> exchanges) {

  public Entry {
    cards = cards == null ? List.of() : cards;
    exchanges = exchanges == null ? List.of() : exchanges;
  }

  /** A message that is to be appended. */
  public static Entry of(Message message, Audience audience) {
    return new Entry(
        0,
        null,
        EntryType.MESSAGE,
        message.session(),
        message,
        audience,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  /** The opening of a session by an agent. */
  public static Entry opened(Opening opening, String session, String by) {
    return new Entry(
        0,
        null,
        EntryType.OPENED,
        session,
        null,
        null,
        List.of(),
        null,
        by,
        null,
        null,
        null,
        opening,
        List.of());
  }

  /** A change of an agent: registered, edited or revoked. */
  public static Entry agent(Agent card, String by) {
    return new Entry(
        0,
        null,
        EntryType.AGENT,
        null,
        null,
        null,
        List.of(),
        card.id(),
        by,
        null,
        null,
        card,
        null,
        List.of());
  }

  /** An event in a session about an agent: joined, left, closed. */
  public static Entry event(
      EntryType type, String session, @Nullable String agent, String by, @Nullable String reason) {
    return new Entry(
        0, null, type, session, null, null, List.of(), agent, by, null, reason, null, null,
        List.of());
  }

  /** That a session is held, or released, because of what answers one of its messages. */
  public static Entry hold(
      EntryType type, String session, String about, String by, @Nullable String reason) {
    return new Entry(
        0, null, type, session, null, null, List.of(), null, by, about, reason, null, null,
        List.of());
  }

  /** What happened to a message by itself: overdue, expired, or dead for one recipient. */
  public static Entry about(
      EntryType type, Message message, @Nullable String agent, @Nullable String reason) {
    return new Entry(
        0,
        null,
        type,
        message.session(),
        null,
        null,
        List.of(),
        agent,
        Names.HUB,
        message.id(),
        reason,
        null,
        null,
        List.of());
  }

  /** This entry as it was appended. */
  public Entry appended(long newPosition, Instant now, List<String> concerned) {
    return new Entry(
        newPosition,
        now,
        type,
        session,
        message,
        audience,
        cards,
        agent,
        by,
        about,
        reason,
        card,
        opening,
        concerned);
  }

  /** This entry with its message as appended and the cards of those it names. */
  public Entry with(Message stamped, List<Card> named) {
    return new Entry(
        position, at, type, session, stamped, audience, named, agent, by, about, reason, card,
        opening, exchanges);
  }
}
