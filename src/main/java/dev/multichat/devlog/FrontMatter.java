package dev.multichat.devlog;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The YAML at the top of a devlog: one {@code key: value} a line, each value in it also valid JSON.
 */
final class FrontMatter {
  static final String FENCE = "---";

  private final StringBuilder out = new StringBuilder(FENCE).append('\n');

  FrontMatter put(String key, @Nullable String value) {
    out.append(key).append(": ");
    quote(value, out);
    out.append('\n');
    return this;
  }

  /** A list in one line. */
  FrontMatter put(String key, Collection<String> values) {
    out.append(key).append(": [");
    String between = "";
    for (String value : values) {
      out.append(between);
      quote(value, out);
      between = ", ";
    }
    out.append("]\n");
    return this;
  }

  /** A list with a line for each item. */
  FrontMatter putLines(String key, Collection<String> values) {
    out.append(key).append(":\n");
    for (String value : values) {
      out.append("  - ");
      quote(value, out);
      out.append('\n');
    }
    return this;
  }

  String end() {
    return out.append(FENCE).append("\n\n").toString();
  }

  private static void quote(@Nullable String value, StringBuilder out) {
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Characters.isHarmful(c) || Characters.endsLine(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
