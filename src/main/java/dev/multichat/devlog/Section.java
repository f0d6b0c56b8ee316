package dev.multichat.devlog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a body that a devlog shows in a place of their own. */
enum Section {
  SUMMARY,
  KEY_POINTS,
  NEXT_STEPS,
  STATUS;

  /** The section that such a heading begins, in any case; absent for all others. */
  static @Nullable Section of(String heading) {
    String text = Characters.line(heading).toLowerCase(Locale.ROOT);
    String name = text.endsWith(":") ? text.substring(0, text.length() - 1).strip() : text;
    return switch (name) {
      case "summary", "message summary" -> SUMMARY;
      case "key points" -> KEY_POINTS;
      case "next steps" -> NEXT_STEPS;
      case "status" -> STATUS;
      default -> null;
    };
  }
}
