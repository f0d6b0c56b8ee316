package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a message: that it was recorded, where, and how far it came with each
 * recipient. It never claims more than the hub knows.
 *
 * @param position the message's position in the log
 */
public record Receipt(
    String id,
    String session,
    long seq,
    long position,
    String exchange,
    Instant recordedAt,
    List<Recipient> recipients) {

  /**
   * How far a message came with one recipient.
   *
   * @param at since when
   */
  public record Recipient(String agent, ReceiptState state, Instant at) {}

  /** The first receipt of an appended message: recorded for everyone. */
  public static Receipt first(Entry entry) {
    Message m = Require.given("message", entry.message());
    Instant at = Require.given("recordedAt", m.recordedAt());
    String exchange = Require.given("exchange", m.exchange());
    List<Recipient> recipients =
        m.to().stream().map(to -> new Recipient(to, ReceiptState.RECORDED, at)).toList();
    return new Receipt(m.id(), m.session(), m.seq(), entry.position(), exchange, at, recipients);
  }

  /** The state of one recipient, absent for somebody else. */
  public @Nullable ReceiptState of(String agent) {
    return recipients.stream()
        .filter(r -> r.agent().equals(agent))
        .map(Recipient::state)
        .findFirst()
        .orElse(null);
  }
}
