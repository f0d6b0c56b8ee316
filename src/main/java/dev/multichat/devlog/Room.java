package dev.multichat.devlog;

import dev.multichat.core.Message;
import java.util.List;

/**
 * How much of what was said a devlog shows in full: messages in their order up to about 1 MiB.
 * Behind the first that does not fit all are cut, so that the text depends on the entries only.
 */
final class Room {
  static final String CUT = "_Cut; read it with `multichat show`._\n";

  private static final long MOST = 1 << 20;
  private static final int LONGEST_LEAD = 500;

  private long left = MOST;

  /** Whether the next message is shown in full. */
  boolean takes(Message m) {
    long size = m.body().length() + length(m.keyPoints()) + length(m.status());
    size += m.nextSteps().stream().mapToLong(step -> step.action().length()).sum();
    left = size > left ? -1 : left - size;
    return left >= 0;
  }

  /** The first paragraph of what is cut, or its beginning. */
  static String lead(String body) {
    String text = Characters.lines(body.substring(0, end(body, 4 * LONGEST_LEAD))).strip();
    int paragraph = text.indexOf("\n\n");
    int end = paragraph < 0 ? text.length() : paragraph;
    return end <= LONGEST_LEAD
        ? text.substring(0, end)
        : text.substring(0, end(text, LONGEST_LEAD)) + "…";
  }

  /** Not in the middle of a character. */
  private static int end(String text, int most) {
    int end = Math.min(most, text.length());
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static long length(List<String> lines) {
    return lines.stream().mapToLong(String::length).sum();
  }
}
