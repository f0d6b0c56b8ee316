package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Credential;
import dev.multichat.store.Known;
import dev.multichat.store.Lease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log: one thing that happened. Behind its fields stands its checksum.
 *
 * @param entry what was appended
 * @param hash of a message: SHA-256 of its canonical content
 * @param recipients of a restored entry: how far it had come elsewhere; of an event empty
 * @param mark a receipt that moved on, or back from dead
 * @param past a moment that passed and changed nothing else
 * @param forgotten what is left of a deleted message
 * @param kept what is kept beside the conversations
 * @param left how many lines of its batch follow; a batch counts when its last line is there
 */
record Line(
    @Nullable Entry entry,
    @Nullable String hash,
    @Nullable List<Receipt.Recipient> recipients,
    @Nullable Mark mark,
    @Nullable Past past,
    @Nullable Forgotten forgotten,
    @Nullable Kept kept,
    @Nullable Integer left) {

  /** Stands for a line of which only the checksum was looked at. */
  static final Line UNREAD = new Line(null, null, null, null, null, null, null, null);

  /** How far a message came with one recipient. */
  record Mark(String message, String agent, ReceiptState state, Instant at) {}

  /** A moment of a message that is over. */
  record Past(String message, EntryType type) {}

  /** A deleted message, in the row that it keeps so that its position is not used again. */
  record Forgotten(long row, Known known) {}

  /** One of these: a projection's position, a lease, an agent's credentials and so on. */
  record Kept(
      @Nullable Place position,
      @Nullable Lease lease,
      @Nullable Keys credentials,
      @Nullable String epoch,
      @Nullable Deleted deleted,
      @Nullable String erased) {}

  /** Where a projection stands. */
  record Place(String name, long at) {}

  /** All credentials of an agent. */
  record Keys(String agent, List<Credential> list) {}

  /** A session that was deleted, with everything of it up to a position. */
  record Deleted(String session, long upTo) {}

  static Line entry(
      Entry entry, @Nullable String hash, @Nullable List<Receipt.Recipient> recipients) {
    return new Line(entry, hash, recipients, null, null, null, null, null);
  }

  static Line mark(Mark mark) {
    return new Line(null, null, null, mark, null, null, null, null);
  }

  static Line past(String message, EntryType type) {
    return new Line(null, null, null, null, new Past(message, type), null, null, null);
  }

  static Line forgotten(long row, Known known) {
    return new Line(null, null, null, null, null, new Forgotten(row, known), null, null);
  }

  private static Line kept(Kept kept) {
    return new Line(null, null, null, null, null, null, kept, null);
  }

  static Line position(String name, long at) {
    return kept(new Kept(new Place(name, at), null, null, null, null, null));
  }

  static Line lease(Lease lease) {
    return kept(new Kept(null, lease, null, null, null, null));
  }

  static Line credentials(String agent, List<Credential> list) {
    return kept(new Kept(null, null, new Keys(agent, list), null, null, null));
  }

  static Line epoch(String epoch) {
    return kept(new Kept(null, null, null, epoch, null, null));
  }

  static Line deleted(String session, long upTo) {
    return kept(new Kept(null, null, null, null, new Deleted(session, upTo), null));
  }

  static Line erased(String session) {
    return kept(new Kept(null, null, null, null, null, session));
  }
}
