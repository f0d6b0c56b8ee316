package dev.multichat.devlog.old;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids that follow from what a file says, so that reading it again gives the same ones. */
final class Ids {
  private static final int LONGEST_SLUG = 32;

  /** No agent's id has a space, so that no key of a sender leads to the same id. */
  private static final String NAMESPACE = "old devlog\0";

  private final String content;

  /**
   * From the text, and from what only the name of the file could tell; empty when it told nothing.
   */
  Ids(String canonical, String told) {
    this.content = NAMESPACE + canonical + "\0" + told;
  }

  /** The UUID of version 8 (RFC 9562, 5.8) of the message at this place in the file. */
  String message(int place) {
    ByteBuffer bytes = ByteBuffer.wrap(sha256(content + "\0" + place));
    long most = (bytes.getLong() & 0xffffffffffff0fffL) | 0x8000L;
    long least = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  /** Such as {@code devlog-2025-09-24-readiness-1f0a9c3e}. */
  String session(@Nullable LocalDate day, String topic) {
    String slug = slug(topic);
    String digits = HexFormat.of().formatHex(sha256(content)).substring(0, 8);
    return "devlog-"
        + (day == null ? "undated" : day.toString())
        + (slug.isEmpty() ? "" : "-" + slug)
        + "-"
        + digits;
  }

  /** Its words in ASCII, lower case, with a dash between them. */
  static String slug(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < folded.length() && out.length() < LONGEST_SLUG; i++) {
      char c = folded.charAt(i);
      if (isWord(c)) {
        out.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && endsInWord(out)) {
        out.append('-');
      }
    }
    return endsInWord(out) || out.isEmpty() ? out.toString() : out.substring(0, out.length() - 1);
  }

  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  static boolean endsInWord(StringBuilder out) {
    return !out.isEmpty() && out.charAt(out.length() - 1) != '-';
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
