package dev.multichat.devlog.old;

import dev.multichat.core.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what only the head of our own devlogs has: the participants, and the opener's kind. */
final class OwnHead {
  private static final String PARTICIPANTS = "- **Participants**:";
  private static final String ITEM = "  - ";
  private static final Pattern OPENER = Pattern.compile("^.{1,200}?'s ([a-z]{1,10})(?: “.*”)?$");

  private OwnHead() {}

  static void read(Source source) {
    Page page = source.page();
    int at = 0;
    while (at < page.size() && !page.line(at).equals(PARTICIPANTS)) {
      at++;
    }
    int last = at + 1;
    while (last < page.size() && page.line(last).startsWith(ITEM)) {
      participant(source, page.line(last).substring(ITEM.length()), last);
      last++;
    }
    if (page.isSpent(at + 1, Math.min(last, page.size()))) {
      page.take(at, Math.min(at + 1, page.size()));
    }
    opener(source);
  }

  /** Only names that fold to their ids can be told from others. */
  private static void participant(Source source, String text, int line) {
    String name = Words.or(text).toLowerCase(Locale.ROOT);
    String from = String.valueOf(source.headers().value(Header.SENDER));
    String to = String.valueOf(source.headers().value(Header.TO));
    for (String id : (from + ", " + to).split(", ", -1)) {
      boolean named = name.equals(id) || name.startsWith(id + " (");
      if (named && People.saysAll(source.people().of(text), text)) {
        source.page().take(line, line + 1);
      }
    }
  }

  private static void opener(Source source) {
    String value = source.headers().value(Header.RESPONDING);
    Matcher m = OPENER.matcher(value == null ? "" : Words.or(value));
    Kind kind = m.matches() ? Kinds.named(m.group(1)) : null;
    if (kind != null) {
      source.headers().move(Header.RESPONDING, Header.KIND, kind.toString());
    }
  }
}
