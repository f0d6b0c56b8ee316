package dev.multichat.store.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which messages and events make up an exchange, and who is awaited in it. */
final class Exchanges {
  private final Entries entries;
  private final Inboxes inboxes;

  /** The events that concern an exchange, by its opener. */
  final TreeMap<Integer, Ints> concerning = new TreeMap<>();

  Exchanges(Entries entries, Inboxes inboxes) {
    this.entries = entries;
    this.inboxes = inboxes;
  }

  /** Puts a message into the exchange of an opener, which may be itself. */
  void add(int row, int opener) {
    entries.opener(row, opener);
    if (row != opener) {
      entries.link(row, entries.link(opener));
      entries.nowReplied(opener);
    }
    entries.link(opener, row);
  }

  /** Its messages, newest first; the opener is the last. */
  private List<Integer> messages(int opener) {
    List<Integer> rows = new ArrayList<>();
    for (int row = entries.link(opener); row != opener && row != 0; row = entries.link(row)) {
      rows.add(row);
    }
    rows.add(opener);
    return rows;
  }

  /** Everything of it behind a position, in order. */
  List<Integer> rows(int opener, long afterPosition) {
    List<Integer> rows = messages(opener);
    Collections.reverse(rows);
    Ints events = concerning.get(opener);
    if (events != null) {
      events.stream().forEach(rows::add);
    }
    rows.removeIf(row -> row <= afterPosition || entries.kind(row) == Entries.GONE);
    return rows.stream().distinct().sorted().toList();
  }

  /** Nobody is awaited in it any more, and nobody will be. */
  void end(int opener) {
    for (int row : messages(opener)) {
      inboxes.excuse(inboxes.of(row));
    }
    entries.nowEnded(opener);
  }

  /** The openers of those in which an agent is awaited, of one session or of all. */
  List<Integer> awaiting(int agent, @Nullable SessionRow session) {
    return openers(inboxes.awaits(agent).after(0), session);
  }

  /** Those of a session in which anybody who takes part is awaited. */
  List<Integer> awaitingIn(SessionRow session) {
    IntStream all = session.participants.stream().flatMap(a -> inboxes.awaits(a).after(0));
    return openers(all, session);
  }

  private List<Integer> openers(IntStream deliveries, @Nullable SessionRow session) {
    return deliveries
        .map(inboxes.deliveries::position)
        .filter(row -> session == null || entries.session(row) == session.number)
        .map(entries::opener)
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  /** An agent is awaited no more, in one session or in all. */
  void excuse(int agent, @Nullable SessionRow session) {
    IntStream awaited = inboxes.awaits(agent).after(0);
    inboxes.excuse(
        awaited.filter(
            d ->
                session == null
                    || entries.session(inboxes.deliveries.position(d)) == session.number));
  }

  void concern(int opener, int event) {
    concerning.computeIfAbsent(opener, none -> new Ints()).add(event);
  }
}
