package dev.multichat.hub;

import dev.multichat.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bearer tokens (RFC 6750): {@code mc_} and 43 characters of base64url, 256 bits of chance. */
public final class Token {
  private static final Pattern FORM = Pattern.compile("mc_[A-Za-z0-9_-]{43}");
  private static final SecureRandom CHANCE = new SecureRandom();

  private Token() {}

  /** A token that nobody has. */
  public static String fresh() {
    byte[] secret = new byte[32];
    CHANCE.nextBytes(secret);
    return "mc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Whether the text has a token's form. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** What is stored in place of a token: its SHA-256 in lower-case hex. */
  static String hash(String token) {
    return HexFormat.of().formatHex(Wire.sha256(token.getBytes(StandardCharsets.US_ASCII)));
  }
}
