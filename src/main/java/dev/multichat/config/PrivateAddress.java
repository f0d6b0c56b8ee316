package dev.multichat.config;

import java.util.regex.Pattern;

/** Addresses that are not routed on the public internet: of RFC 1918 and of RFC 4193. */
final class PrivateAddress {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern FOUR =
      Pattern.compile("(10\\.@|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\.@\\.@".replace("@", BYTE));
  private static final Pattern SIX = Pattern.compile("(?i)f[cd][0-9a-f]{2}:[0-9a-f:]+");

  private PrivateAddress() {}

  static boolean is(String host) {
    return FOUR.matcher(host).matches() || SIX.matcher(host).matches();
  }
}
