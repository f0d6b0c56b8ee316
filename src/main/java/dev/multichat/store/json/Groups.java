package dev.multichat.store.json;

import dev.multichat.core.Entry;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What belongs together: exchanges, files of notices, and what opens them. */
final class Groups {
  private final Reads reads;
  private final State state;
  private final Entries entries;

  Groups(Content content) {
    this.reads = new Reads(content);
    this.state = content.state;
    this.entries = state.entries;
  }

  Supplier<List<Entry>> exchange(String id, long afterPosition, int limit) throws IOException {
    int row = state.ids.live(id);
    return row == 0 || entries.opener(row) != row
        ? List::of
        : reads.page(state.exchanges.rows(row, afterPosition).stream(), limit);
  }

  Supplier<List<Entry>> notices(String id, long afterPosition, int limit) throws IOException {
    int row = state.ids.live(id);
    int first = row == 0 ? 0 : entries.notices(row);
    SessionRow session = first == 0 ? null : state.sessions.at(entries.session(first));
    if (session == null) {
      return List::of;
    }
    Ints rows = session.messages;
    return reads.page(
        IntStream.range(session.behind(first - 1L, false, entries), rows.size())
            .map(rows::get)
            .takeWhile(r -> entries.notices(r) <= first)
            .filter(r -> entries.notices(r) == first && r > afterPosition)
            .boxed(),
        limit);
  }

  Supplier<List<Entry>> openers(@Nullable String id, long belowPosition, int limit)
      throws IOException {
    SessionRow session = state.sessions.find(id);
    if (id != null && session == null) {
      return List::of;
    }
    int last = (int) Math.min(belowPosition - 1, entries.last());
    IntStream rows =
        session == null
            ? IntStream.iterate(last, row -> row > 0, row -> row - 1)
            : downwards(session.messages, session.behind(last, false, entries) - 1);
    return reads.page(rows.filter(this::opens).boxed(), limit);
  }

  private static IntStream downwards(Ints rows, int from) {
    return IntStream.iterate(from, i -> i >= 0, i -> i - 1).map(rows::get);
  }

  /** The first of each file of notices and all that are no notices; and what was replied to. */
  private boolean opens(int row) {
    return entries.isMessage(row)
        && entries.opener(row) == row
        && (entries.notices(row) == 0 || entries.notices(row) == row || entries.replied(row));
  }
}
