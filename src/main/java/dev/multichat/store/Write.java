package dev.multichat.store;

import dev.multichat.core.Entry;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be written with others in one batch.
 *
 * @param kind which of the other fields count
 * @param entry of {@code ENTRY}: the message or event, position 0; of {@code RESTORED}: as it was
 *     appended
 * @param hash of a message: SHA-256 of its canonical content, lower-case hex
 * @param opens of a message: its session does not exist yet and is opened by it, by this topic
 * @param forced of a {@code joined} event or a message: the caller is an operator, so that taking
 *     part is not presumed
 * @param message of {@code MARK} and {@code FORGOTTEN}: the message's id
 * @param agent of {@code MARK}: the recipient; of {@code FORGOTTEN}: the sender
 * @param state of {@code MARK}: DELIVERED or ACKNOWLEDGED, which never go back; or RECORDED, which
 *     puts a dead message back into the inbox
 * @param name of {@code POSITION}: the projection; its new position is {@code position}
 * @param epoch of {@code POSITION}: the store's epoch that the position belongs to
 * @param recipients of a restored message: how far it came with each
 * @param fence the lease under which it is written; absent when none guards it
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
    long position,
    List<Receipt.Recipient> recipients,
    @Nullable Fence fence) {

  /** What is written. */
  public enum Kind {
    ENTRY,
    MARK,
    POSITION,
    RESTORED,
    FORGOTTEN
  }

  /** A message; {@code opens} is the topic of the session that it opens, if it opens one. */
  public static Write message(Entry entry, String hash, @Nullable String opens, boolean forced) {
    return of(Kind.ENTRY, entry, hash, opens, forced);
  }

  public static Write event(Entry entry, boolean forced) {
    return of(Kind.ENTRY, entry, null, null, forced);
  }

  public static Write mark(String message, String agent, ReceiptState state) {
    return new Write(
        Kind.MARK, null, null, null, false, message, agent, state, null, null, 0, List.of(), null);
  }

  public static Write position(String name, String epoch, long position) {
    return new Write(
        Kind.POSITION,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        name,
        epoch,
        position,
        List.of(),
        null);
  }

  /** An entry as another store has it; of an event, the hash is absent and nobody received it. */
  public static Write restored(
      Entry entry, @Nullable String hash, List<Receipt.Recipient> recipients) {
    return new Write(
        Kind.RESTORED, entry, hash, null, false, null, null, null, null, null, 0, recipients, null);
  }

  /** What is left of a message whose session was deleted; its position does not count. */
  public static Write forgotten(Known known) {
    return new Write(
        Kind.FORGOTTEN,
        null,
        known.hash(),
        null,
        false,
        known.id(),
        known.from(),
        null,
        null,
        null,
        0,
        List.of(),
        null);
  }

  private static Write of(
      Kind kind, Entry entry, @Nullable String hash, @Nullable String opens, boolean forced) {
    return new Write(
        kind, entry, hash, opens, forced, null, null, null, null, null, 0, List.of(), null);
  }

  /** The same, refused (CONFLICT) once the lease is held under another epoch. */
  public Write under(@Nullable Fence lease) {
    return new Write(
        kind,
        entry,
        hash,
        opens,
        forced,
        message,
        agent,
        state,
        name,
        epoch,
        position,
        recipients,
        lease);
  }
}
