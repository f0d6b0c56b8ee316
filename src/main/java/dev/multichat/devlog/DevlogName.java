package dev.multichat.devlog;

import dev.multichat.core.Audience;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The name of a devlog, folder included, from its opening message alone: fixed when the exchange
 * opens, and safe on every file system.
 */
public final class DevlogName {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_SLUG = 48;
  private static final String NO_SLUG = "message";

  private DevlogName() {}

  /**
   * Of an exchange: {@code 2025-09-24/042749_agent-2_to_agent-3_persistence-readiness_1f0a9c3e.md}.
   */
  public static String exchange(Entry opener) {
    Message m = message(opener);
    return name(m, m.from() + "_to_" + recipient(opener, m) + "_" + slug(m.subject()));
  }

  /**
   * Of a file of notices, from the first of them: {@code
   * 2025-09-24/042749_agent-2_notices_build-is-green_1f0a9c3e.md}.
   */
  public static String notices(Entry first) {
    Message m = message(first);
    return name(m, m.from() + "_notices_" + slug(m.subject()));
  }

  /** The day, in UTC, in whose folder a devlog lies. */
  public static String day(Instant at) {
    return DAY.format(at);
  }

  private static String name(Message m, String middle) {
    String digits = m.id().replace("-", "");
    String tail = digits.substring(Math.max(0, digits.length() - 8));
    return day(m.createdAt())
        + "/"
        + TIME.format(m.createdAt())
        + "_"
        + middle
        + "_"
        + tail
        + ".md";
  }

  /** Whom it went to: an id, {@code all}, or {@code 5-agents}. */
  static String recipient(Entry opener, Message m) {
    if (opener.audience() != null && opener.audience() != Audience.LIST) {
      return "all";
    }
    return m.to().size() == 1 ? m.to().get(0) : m.to().size() + "-agents";
  }

  static String slug(String subject) {
    StringBuilder out = new StringBuilder(LONGEST_SLUG);
    String folded = Normalizer.normalize(subject, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    for (int i = 0; i < folded.length() && out.length() < LONGEST_SLUG; i++) {
      char c = folded.charAt(i);
      if (Characters.isAsciiWord(c)) {
        out.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && endsInWord(out)) {
        out.append('-');
      }
    }
    int end = endsInWord(out) || out.isEmpty() ? out.length() : out.length() - 1;
    return end == 0 ? NO_SLUG : out.substring(0, end);
  }

  private static boolean endsInWord(StringBuilder out) {
    return !out.isEmpty() && out.charAt(out.length() - 1) != '-';
  }

  private static Message message(Entry entry) {
    Message message = entry.message();
    if (message == null) {
      throw new IllegalArgumentException("a devlog opens with a message");
    }
    return message;
  }
}
