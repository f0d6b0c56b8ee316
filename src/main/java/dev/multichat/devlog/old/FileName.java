package dev.multichat.devlog.old;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file tells, such as {@code 2025-09-24_Agent-2_Agent-3_Topic.md}.
 *
 * @param agents at most two: the sender and the recipient
 */
record FileName(@Nullable When day, List<String> agents, String topic) {
  private static final int LONGEST = 255;
  private static final Pattern AGENT =
      Pattern.compile("agent[- ]?\\d{1,6}", Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DIGITS = Pattern.compile("\\d{8}");

  static FileName of(String given) {
    int slash = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\'));
    String name = given.substring(slash + 1);
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    When day = null;
    List<String> agents = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String token : stem.substring(0, Math.min(LONGEST, stem.length())).split("_", -1)) {
      if (day == null && rest.isEmpty() && day(token) != null) {
        day = day(token);
      } else if (agents.size() < 2 && rest.isEmpty() && AGENT.matcher(token).matches()) {
        agents.add(token);
      } else if (!isBetween(agents, token)) {
        rest.add(token);
      }
    }
    return new FileName(day, List.copyOf(agents), String.join(" ", rest).strip());
  }

  private static boolean isBetween(List<String> agents, String token) {
    return agents.size() == 1 && token.toLowerCase(Locale.ROOT).equals("to");
  }

  private static @Nullable When day(String token) {
    if (DAY.matcher(token).matches()) {
      return When.of(token);
    }
    return DIGITS.matcher(token).matches()
        ? When.of(token.substring(0, 4) + "-" + token.substring(4, 6) + "-" + token.substring(6))
        : null;
  }
}
