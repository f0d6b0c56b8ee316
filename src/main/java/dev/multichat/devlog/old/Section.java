package dev.multichat.devlog.old;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a devlog that fill fields. */
enum Section {
  KEY_POINTS,
  NEXT_STEPS,
  STATUS,
  /** What is done, under way or in the way: lines of the status, each after its heading. */
  PROGRESS;

  /** The section that such a heading begins, in any case and with any emoji; absent for others. */
  static @Nullable Section of(String heading) {
    return switch (name(heading)) {
      case "key points", "key takeaways", "key findings" -> KEY_POINTS;
      case "next steps", "next actions", "action items" -> NEXT_STEPS;
      case "status", "current status" -> STATUS;
      case "completed", "done", "in progress", "pending", "blockers", "blocked" -> PROGRESS;
      default -> null;
    };
  }

  /** Whether a field's name alone says all that the heading says. */
  boolean isSaidBy(String heading) {
    String words = uncolonned(heading).toLowerCase(Locale.ROOT);
    return switch (this) {
      case KEY_POINTS -> words.equals("key points");
      case NEXT_STEPS -> words.equals("next steps");
      case STATUS -> words.equals("status");
      case PROGRESS -> true;
    };
  }

  /** As our own devlogs write it. */
  String heading() {
    return switch (this) {
      case KEY_POINTS -> "Key points";
      case NEXT_STEPS -> "Next steps";
      case STATUS, PROGRESS -> "Status";
    };
  }

  static String uncolonned(String heading) {
    String text = heading.strip();
    return text.endsWith(":") ? text.substring(0, text.length() - 1).strip() : text;
  }

  private static String name(String heading) {
    int from = 0;
    int to = heading.length();
    while (from < to && !Character.isLetter(heading.charAt(from))) {
      from++;
    }
    while (to > from && !Character.isLetter(heading.charAt(to - 1))) {
      to--;
    }
    return heading.substring(from, to).toLowerCase(Locale.ROOT);
  }
}
