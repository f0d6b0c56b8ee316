package dev.multichat.devlog;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where links of a body may lead: the web, mail, and relative places; never to a script. */
final class Targets {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "ftp");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String PLAIN = "-._~:/?#@!$'*+,;=%";

  private Targets() {}

  /** The target as it may be written between parentheses; absent when it leads elsewhere. */
  static @Nullable String safe(@Nullable String given) {
    if (given == null) {
      return null;
    }
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      if (Characters.isHarmful(c) || Characters.endsLine(c)) {
        return null;
      }
    }
    String scheme = scheme(given);
    return scheme == null || SCHEMES.contains(scheme) ? encoded(given) : null;
  }

  /** Whether it names one of the allowed schemes. */
  static boolean isAbsolute(String given) {
    String scheme = scheme(given);
    return scheme != null && SCHEMES.contains(scheme);
  }

  /** What stands before the first colon, unless that colon is part of a path. */
  private static @Nullable String scheme(String given) {
    int colon = given.indexOf(':');
    if (colon < 0) {
      return null;
    }
    String before = given.substring(0, colon);
    boolean inPath = before.chars().anyMatch(c -> c == '/' || c == '?' || c == '#');
    return inPath ? null : before.strip().toLowerCase(Locale.ROOT);
  }

  private static String encoded(String given) {
    StringBuilder out = new StringBuilder(given.length());
    given
        .codePoints()
        .forEach(
            c -> {
              if (c == '&') {
                out.append("&amp;");
              } else if (c < 128 && (Characters.isAsciiWord((char) c) || PLAIN.indexOf(c) >= 0)) {
                out.append((char) c);
              } else {
                percent(Character.toString(c), out);
              }
            });
    return out.toString();
  }

  private static void percent(String character, StringBuilder out) {
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      out.append('%');
      HEX.toHexDigits(out, b);
    }
  }
}
