package dev.multichat.config;

import java.util.regex.Pattern;

/** Shows URLs without the passwords in them; rather hides too much than too little. */
public final class Secrets {
  private static final Pattern USER_INFO = Pattern.compile("(:(?://)?[^/?#:@]*):.*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;](?:password|passwd|pwd|pass|token|secret)=)[^&;#]*");

  private Secrets() {}

  /** The URL with {@code ***} for each password. */
  public static String masked(String url) {
    String shown = USER_INFO.matcher(url).replaceAll("$1:***@");
    return PARAMETER.matcher(shown).replaceAll("$1***");
  }
}
