package dev.multichat.core;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules of ids: what an agent, a session and a message may be called. */
public final class Names {
  /** The sender of the hub's own notices. */
  public static final String HUB = "hub";

  /** The sender behind the command line. */
  public static final String OPERATOR = "operator";

  private static final int LONGEST = 64;
  private static final Set<String> DEVICES =
      Stream.concat(
              Stream.of("con", "prn", "aux", "nul"),
              IntStream.range(0, 10).boxed().flatMap(n -> Stream.of("com" + n, "lpt" + n)))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> TAKEN = Set.of(HUB, OPERATOR, "all");

  private Names() {}

  /** An agent's id folded to lower case; INVALID when it breaks the rule or is taken. */
  public static String agent(String given) {
    String id = any(given, "agent id");
    if (TAKEN.contains(id)) {
      throw MultichatException.invalid(
          "The agent id '" + id + "' is taken by the hub itself; choose another.");
    }
    return id;
  }

  /** A sender or recipient: an agent's id, or one of the ids that are taken. */
  public static String party(String given) {
    return any(given, "agent id");
  }

  /** Whether the id is one of the hub's own, which need no registration. */
  public static boolean isHubs(String id) {
    return id.equals(HUB) || id.equals(OPERATOR);
  }

  /** INVALID for a display name that is one of the hub's own ids. */
  static void checkDisplayed(String id, String name) {
    if (!TAKEN.contains(id) && TAKEN.contains(name.strip().toLowerCase(Locale.ROOT))) {
      throw MultichatException.invalid(
          "The name '" + Texts.shown(name) + "' is taken by the hub itself; choose another.");
    }
  }

  /** A session's id folded to lower case; INVALID when it breaks the rule. */
  public static String session(String given) {
    return any(given, "session id");
  }

  /** What an agent may call something of its own by, to do it once; INVALID otherwise. */
  public static void key(String given) {
    if (given.isBlank()) {
      throw MultichatException.invalid("'key' is blank; give a text of your own, or leave it out.");
    }
    Texts.checkLine("key", given, 200);
  }

  /** A message's id, a UUID of RFC 9562 in lower case; INVALID otherwise. */
  public static String message(String given) {
    String id = given.toLowerCase(Locale.ROOT);
    if (id.length() == 36) {
      try {
        if (UUID.fromString(id).toString().equals(id)) {
          return id;
        }
      } catch (IllegalArgumentException e) {
        throw notUuid(given);
      }
    }
    throw notUuid(given);
  }

  private static MultichatException notUuid(String given) {
    return MultichatException.invalid(
        "The message id '"
            + Texts.shown(given)
            + "' is not a UUID such as 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa.");
  }

  private static String any(String given, String what) {
    if (Texts.holdsToken(given)) {
      throw MultichatException.invalid(
          "This " + what + " has the form of a token; ids are shown to everybody, tokens never.");
    }
    String id = isAscii(given) ? given.toLowerCase(Locale.ROOT) : "";
    if (!keepsTheRule(id) || isDevice(id)) {
      throw MultichatException.invalid(
          "The "
              + what
              + " '"
              + Texts.shown(given)
              + "' is not allowed; use 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter"
              + " or digit, not ending in '.', and no device name such as 'con'.");
    }
    return id;
  }

  /** Other scripts have letters that fold to ASCII ones. */
  private static boolean isAscii(String given) {
    return given.chars().allMatch(c -> c < 128);
  }

  private static boolean keepsTheRule(String id) {
    if (id.isEmpty() || id.length() > LONGEST || id.endsWith(".")) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!isWord(c) && (i == 0 || !isMark(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isMark(char c) {
    return c == '.' || c == '_' || c == '-';
  }

  /** A name that some file systems keep for devices, with any extension. */
  private static boolean isDevice(String id) {
    int dot = id.indexOf('.');
    return DEVICES.contains(dot < 0 ? id : id.substring(0, dot));
  }
}
