package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts the lines of an export as they go by, and takes their checksum. */
final class Tally {
  private final MessageDigest digest;
  private long lines;
  private long entries;
  private long messages;
  private long sessions;
  private long deleted;
  private long forgotten;
  private long credentials;

  Tally() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Takes the bytes of a line, which end with a line feed. */
  void bytes(byte[] line) {
    lines++;
    digest.update(line);
  }

  void count(Line line) {
    Entry entry = line.entry();
    if (entry != null) {
      entries++;
      messages += entry.message() == null ? 0 : 1;
      sessions += entry.type() == EntryType.OPENED ? 1 : 0;
    }
    deleted += line.deleted() == null ? 0 : 1;
    forgotten += line.forgotten() == null ? 0 : 1;
    credentials += line.credential() == null ? 0 : 1;
  }

  /** What went by; afterwards it is used up. */
  Manifest manifest() {
    return new Manifest(
        lines,
        entries,
        messages,
        sessions,
        deleted,
        forgotten,
        credentials,
        HexFormat.of().formatHex(digest.digest()));
  }
}
