package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.store.Credential;
import dev.multichat.store.Known;
import dev.multichat.wire.Wire;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of an export; exactly one of its parts is there. The JSON of an entry is without its
 * position, which is its store's own.
 *
 * @param hash of a message: what is kept of its content for ever
 * @param recipients of a message: how far it came with each
 * @param deleted a session that was deleted while the export was written
 * @param forgotten what is left of a message whose session was deleted before
 * @param manifest the end
 */
record Line(
    @Nullable Entry entry,
    @Nullable String hash,
    @Nullable List<Recipient> recipients,
    @Nullable String deleted,
    @Nullable Forgotten forgotten,
    @Nullable Credential credential,
    @Nullable Manifest manifest) {
  private static final String PLACED = "{\"entry\":{\"position\":0,";
  private static final String UNPLACED = "{\"entry\":{";

  /** What is left of a message whose session was deleted. */
  record Forgotten(String id, String from, String hash) {
    Known known() {
      return new Known(id, from, hash, 0);
    }
  }

  static Line of(Entry entry, @Nullable String hash, @Nullable List<Recipient> recipients) {
    Entry unplaced = entry.appended(0, Objects.requireNonNull(entry.at(), "at"), entry.exchanges());
    return new Line(unplaced, hash, recipients, null, null, null, null);
  }

  static Line deleted(String session) {
    return new Line(null, null, null, session, null, null, null);
  }

  static Line forgotten(Known known) {
    Forgotten left = new Forgotten(known.id(), known.from(), known.hash());
    return new Line(null, null, null, null, left, null, null);
  }

  static Line credential(Credential credential) {
    return new Line(null, null, null, null, null, credential, null);
  }

  static Line end(Manifest manifest) {
    return new Line(null, null, null, null, null, null, manifest);
  }

  /** Reads a line; INVALID says what is wrong with it. */
  static Line read(String text) {
    Line line = Wire.decode(text, Line.class);
    long parts =
        Stream.of(line.entry, line.deleted, line.forgotten, line.credential, line.manifest)
            .filter(Objects::nonNull)
            .count();
    if (parts != 1) {
      throw MultichatException.invalid("It must hold one thing, and holds " + parts + ".");
    }
    line.checkEntry();
    line.checkRest();
    return line;
  }

  private void checkEntry() {
    if (entry == null) {
      return;
    }
    boolean isMessage = entry.type() == EntryType.MESSAGE;
    boolean complete =
        entry.at() != null
            && isMessage == (entry.message() != null)
            && isMessage == (hash != null)
            && isMessage == (recipients != null);
    if (!complete) {
      throw MultichatException.invalid("Its entry is not complete.");
    }
    Wellformed.entry(entry);
    if (entry.message() != null && hash != null && recipients != null) {
      Wellformed.message(entry, entry.message(), hash, recipients);
    }
  }

  private void checkRest() {
    if (forgotten != null) {
      Wellformed.uuid("forgotten.id", forgotten.id());
      Wellformed.party("forgotten.from", forgotten.from());
      Wellformed.hash(forgotten.hash());
    }
    if (credential != null) {
      Wellformed.party("credential.agent", credential.agent());
      Wellformed.hash(credential.hash());
      Wellformed.time("credential.createdAt", credential.createdAt());
    }
  }

  /** The message of this line, if it has one. */
  @Nullable Message message() {
    return entry == null ? null : entry.message();
  }

  /** The JSON, without a line feed. */
  String text() {
    String text = Wire.text(this);
    return text.startsWith(PLACED) ? UNPLACED + text.substring(PLACED.length()) : text;
  }
}
