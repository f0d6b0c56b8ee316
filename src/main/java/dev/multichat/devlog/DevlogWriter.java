package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import java.util.List;
import java.util.Set;

/**
 * Writes devlogs as markdown: pure functions of the entries, without clock or receipts. What agents
 * wrote cannot leave its section. Any thread.
 */
public final class DevlogWriter {
  private DevlogWriter() {}

  /** The devlog of an exchange. */
  public static String exchange(Exchange exchange) {
    return new ExchangePage(exchange).written();
  }

  /**
   * The file that a session's notices of one day share.
   *
   * @param notices in order of position, at least one
   * @param replied the ids of those that were replied to, and so have a devlog of their own
   */
  public static String notices(List<Entry> notices, Set<String> replied) {
    Message first = notices.isEmpty() ? null : notices.get(0).message();
    if (first == null) {
      throw new IllegalArgumentException("a file of notices begins with a message");
    }
    return new NoticesPage(List.copyOf(notices), replied, first).written();
  }
}
