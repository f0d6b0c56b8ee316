package dev.multichat.store.json;

import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.store.Credential;
import dev.multichat.store.Cursors;
import dev.multichat.store.Due;
import dev.multichat.store.Known;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is read by page: sessions, agents, the dead, credentials, what was forgotten; deadlines. */
final class Lists {
  // Above every id, since those are of a to z and the like.
  private static final String LAST = "~";

  private final Content content;
  private final State state;
  private final Cursors cursors;

  private record Left(int row, UUID id) {}

  Lists(Content content, Cursors cursors) {
    this.content = content;
    this.state = content.state;
    this.cursors = cursors;
  }

  /** A page of one item more than the limit, which tells whether there is a next. */
  private static <T> Page<T> page(Stream<T> items, int limit, Function<T, String> cursorBehind) {
    List<T> found = items.limit(limit + 1L).toList();
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), cursorBehind.apply(found.get(limit - 1)));
  }

  Page<Session> sessions(SessionQuery query) {
    Object[] at = cursors.place("sessions", query.cursor(), Long.MAX_VALUE, LAST);
    long before = (Long) at[0];
    String beforeId = (String) at[1];
    Comparator<SessionRow> order =
        Comparator.<SessionRow>comparingLong(s -> s.lastActivityAt).thenComparing(s -> s.id);
    Stream<SessionRow> rows =
        state
            .sessions
            .all()
            .filter(s -> matches(s, query))
            .filter(
                s ->
                    s.lastActivityAt < before
                        || (s.lastActivityAt == before && s.id.compareTo(beforeId) < 0))
            .sorted(order.reversed());
    return page(
        rows.map(row -> Sessions.told(row, state.agents)),
        Page.limit(query.limit()),
        s -> cursors.behind("sessions", s.lastActivityAt().toEpochMilli(), s.id()));
  }

  private boolean matches(SessionRow session, SessionQuery query) {
    SessionState now = session.closed ? SessionState.CLOSED : SessionState.ACTIVE;
    return (query.state() == null || query.state() == now)
        && (query.text() == null
            || folded(session.topic + "\n" + session.id).contains(folded(query.text())))
        && (query.participant() == null
            || session.participants.contains(state.agents.known(query.participant())));
  }

  /** A text as a search without regard to case looks through it. */
  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  Page<Agent> agents(PageQuery query) {
    String after = (String) cursors.place("agents", query.cursor(), "")[0];
    return page(
        state.agents.registered.tailMap(after, false).values().stream(),
        Page.limit(query.limit()),
        agent -> cursors.behind("agents", agent.id()));
  }

  Page<Credential> credentials(PageQuery query) {
    Object[] at = cursors.place("credentials", query.cursor(), "", "");
    Comparator<Credential> order =
        Comparator.comparing(Credential::agent).thenComparing(Credential::hash);
    Stream<Credential> behind =
        state
            .keeping
            .sorted()
            .filter(
                c -> {
                  int byAgent = c.agent().compareTo((String) at[0]);
                  return byAgent > 0 || (byAgent == 0 && c.hash().compareTo((String) at[1]) > 0);
                })
            .sorted(order);
    return page(
        behind, Page.limit(query.limit()), c -> cursors.behind("credentials", c.agent(), c.hash()));
  }

  Supplier<Page<DeadLetter>> dead(PageQuery query) throws IOException {
    Object[] at = cursors.place("dead", query.cursor(), Long.MIN_VALUE, 0L, "");
    int position = (int) Math.min(Math.max((Long) at[1], 0), Integer.MAX_VALUE);
    Inboxes.Dead after = new Inboxes.Dead((Long) at[0], position, (String) at[2]);
    Page<Inboxes.Dead> page =
        page(
            state.inboxes.dead.tailSet(after, false).stream(),
            Page.limit(query.limit()),
            d -> cursors.behind("dead", d.at(), (long) d.position(), d.agent()));
    List<Supplier<DeadLetter>> letters = new ArrayList<>();
    for (Inboxes.Dead dead : page.items()) {
      byte[] line = content.line(dead.position());
      letters.add(() -> letter(line, dead));
    }
    return () -> new Page<>(letters.stream().map(Supplier::get).toList(), page.next());
  }

  private static DeadLetter letter(byte[] line, Inboxes.Dead dead) {
    Entry entry = Objects.requireNonNull(Content.read(line).entry(), "a dead entry");
    Message m = Reads.message(entry);
    Instant at = Instant.ofEpochMilli(dead.at());
    return new DeadLetter(m.id(), m.session(), dead.agent(), m.subject(), at);
  }

  List<Due> deadlines(int limit) {
    return state.moments.sorted.stream()
        .limit(limit)
        .map(
            m ->
                new Due(
                    Instant.ofEpochMilli(m.at()),
                    m.type(),
                    state.entries.id(m.position()),
                    m.position()))
        .toList();
  }

  Supplier<Page<Known>> forgotten(PageQuery query) throws IOException {
    String after = (String) cursors.place("forgotten", query.cursor(), "")[0];
    Entries entries = state.entries;
    Page<Left> page =
        page(
            IntStream.rangeClosed(1, entries.last())
                .filter(row -> entries.kind(row) == Entries.GONE && entries.hasId(row))
                .mapToObj(row -> new Left(row, new UUID(entries.high(row), entries.low(row))))
                .filter(left -> left.id().toString().compareTo(after) > 0)
                .sorted(Comparator.comparing(left -> left.id().toString())),
            Page.limit(query.limit()),
            left -> cursors.behind("forgotten", left.id().toString()));
    List<byte[]> lines = content.lines(page.items().stream().map(Left::row).toList());
    return () ->
        new Page<>(
            lines.stream().map(line -> Reads.known(Content.read(line))).toList(), page.next());
  }
}
