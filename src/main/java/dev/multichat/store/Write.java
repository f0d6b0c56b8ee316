package dev.multichat.store;

import dev.multichat.core.Entry;
import dev.multichat.core.ReceiptState;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be written with others in one batch.
 *
 * @param kind which of the other fields count
 * @param entry of {@code ENTRY}: the message or event, position 0
 * @param hash of a message: SHA-256 of its canonical content, lower-case hex
 * @param opens of a message: its session does not exist yet and is opened by it, by this topic
 * @param forced of a {@code joined} event or a message: the caller is an operator, so that taking
 *     part is not presumed
 * @param message of {@code MARK}: the message's id
 * @param agent of {@code MARK}: the recipient
 * @param state of {@code MARK}: DELIVERED or ACKNOWLEDGED, which never go back; or RECORDED, which
 *     puts a dead message back into the inbox
 * @param name of {@code POSITION}: the projection; its new position is {@code position}
 * @param epoch of {@code POSITION}: the store's epoch that the position belongs to
 */
public record Write(
    Kind kind,
    @Nullable Entry entry,
    @Nullable String hash,
    @Nullable String opens,
    boolean forced,
    @Nullable String message,
    @Nullable String agent,
    @Nullable ReceiptState state,
    @Nullable String name,
    @Nullable String epoch,
    long position) {

  /** What is written. */
  public enum Kind {
    ENTRY,
    MARK,
    POSITION
  }

  /** A message; {@code opens} is the topic of the session that it opens, if it opens one. */
  public static Write message(Entry entry, String hash, @Nullable String opens, boolean forced) {
    return new Write(Kind.ENTRY, entry, hash, opens, forced, null, null, null, null, null, 0);
  }

  public static Write event(Entry entry, boolean forced) {
    return new Write(Kind.ENTRY, entry, null, null, forced, null, null, null, null, null, 0);
  }

  public static Write mark(String message, String agent, ReceiptState state) {
    return new Write(Kind.MARK, null, null, null, false, message, agent, state, null, null, 0);
  }

  public static Write position(String name, String epoch, long position) {
    return new Write(
        Kind.POSITION, null, null, null, false, null, null, null, name, epoch, position);
  }
}
