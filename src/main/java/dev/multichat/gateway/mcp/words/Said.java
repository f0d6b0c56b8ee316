package dev.multichat.gateway.mcp.words;

import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.util.List;

/** What a message says, and how much of it is shown at once. */
public final class Said {
  /** How many messages a page has at most. */
  public static final int MOST = 20;

  /** How many characters of one a page shows. */
  public static final int SHORT = 2000;

  private Said() {}

  /** The body, and below it as markdown what the sender put into fields of its own. */
  public static String whole(Message m) {
    StringBuilder text = new StringBuilder(m.body());
    section(text, "Key points", m.keyPoints());
    section(text, "Next steps", m.nextSteps().stream().map(Said::step).toList());
    section(text, "Status", m.status());
    return text.toString();
  }

  private static String step(NextStep step) {
    return (step.done() ? "[x] " : "[ ] ") + step.owner() + ": " + step.action();
  }

  private static void section(StringBuilder text, String title, List<String> items) {
    if (!items.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n\n").append("## ").append(title);
      items.forEach(item -> text.append("\n- ").append(item));
    }
  }
}
