package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is read of the log and of what became of its messages. Each method finds the lines, and what
 * it returns makes them into records, which needs no lock.
 */
final class Reads {
  /** How many bytes of lines a page has at most, unless its first one alone has more. */
  private static final int BYTES = 4 * 1024 * 1024;

  private final Content content;
  private final State state;
  private final Entries entries;

  Reads(Content content) {
    this.content = content;
    this.state = content.state;
    this.entries = state.entries;
  }

  /** The entries of these rows, cut where their text becomes long. */
  Supplier<List<Entry>> page(Stream<Integer> rows, int limit) throws IOException {
    List<Integer> taken = new ArrayList<>();
    long bytes = 0;
    for (int row : (Iterable<Integer>) rows.limit(limit)::iterator) {
      bytes += entries.length(row);
      if (bytes > BYTES && !taken.isEmpty()) {
        break;
      }
      taken.add(row);
    }
    List<byte[]> lines = content.lines(taken);
    return () -> lines.stream().map(Reads::entry).toList();
  }

  private static Entry entry(byte[] line) {
    return Objects.requireNonNull(Content.read(line).entry(), "the line of an entry");
  }

  static Message message(Entry entry) {
    return Objects.requireNonNull(entry.message(), "a message's entry");
  }

  Supplier<List<Message>> history(String id, long afterSeq, int limit) throws IOException {
    SessionRow session = state.sessions.find(id);
    if (session == null) {
      return List::of;
    }
    Ints rows = session.messages;
    int from = session.behind(afterSeq, true, entries);
    Supplier<List<Entry>> page =
        page(IntStream.range(from, rows.size()).mapToObj(rows::get), limit);
    return () -> page.get().stream().map(Reads::message).toList();
  }

  Supplier<List<Entry>> feed(long afterPosition, int limit) throws IOException {
    int from = (int) Math.min(Math.max(afterPosition, 0), entries.last());
    return page(
        IntStream.rangeClosed(from + 1, entries.last())
            .filter(row -> entries.kind(row) != Entries.GONE)
            .boxed(),
        limit);
  }

  Supplier<Optional<Entry>> message(String id) throws IOException {
    Supplier<List<Entry>> page = page(row(id), 1);
    return () -> page.get().stream().findFirst();
  }

  private Stream<Integer> row(String id) {
    int row = state.ids.live(id);
    return row == 0 ? Stream.empty() : Stream.of(row);
  }

  Supplier<Optional<Known>> known(String id) throws IOException {
    int row = state.ids.find(id);
    if (row == 0) {
      return Optional::empty;
    }
    byte[] line = content.line(row);
    return () -> Optional.of(known(Content.read(line)));
  }

  /** What a message's line, or what is left of one, tells for ever. */
  static Known known(Line line) {
    Entry entry = line.entry();
    if (entry == null) {
      return Objects.requireNonNull(line.forgotten(), "what is left of a message").known();
    }
    Message message = message(entry);
    String hash = Objects.requireNonNullElse(line.hash(), "");
    return new Known(message.id(), message.from(), hash, entry.position());
  }

  Supplier<List<Entry>> inbox(String agent, long afterPosition, int limit) throws IOException {
    Pending unread = state.inboxes.unread(state.agents.known(agent));
    return page(unread.after(afterPosition).mapToObj(state.inboxes.deliveries::position), limit);
  }

  Supplier<Optional<Receipt>> receipts(String id) throws IOException {
    int row = state.ids.live(id);
    if (row == 0) {
      return Optional::empty;
    }
    List<Recipient> recipients = recipients(row);
    byte[] line = content.line(row);
    return () -> Optional.of(receipt(Receipt.first(entry(line)), recipients));
  }

  private List<Recipient> recipients(int row) {
    Deliveries deliveries = state.inboxes.deliveries;
    return state
        .inboxes
        .of(row)
        .mapToObj(
            d ->
                new Recipient(
                    state.agents.name(deliveries.agent(d)),
                    deliveries.state(d),
                    Instant.ofEpochMilli(deliveries.at(d))))
        .toList();
  }

  Supplier<Map<String, Kept>> kept(List<String> messages) throws IOException {
    List<Integer> rows = messages.stream().map(state.ids::live).filter(row -> row != 0).toList();
    List<List<Recipient>> recipients = rows.stream().map(this::recipients).toList();
    List<byte[]> lines = content.lines(rows);
    return () -> {
      Map<String, Kept> kept = new HashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        Known known = known(Content.read(lines.get(i)));
        kept.put(known.id(), new Kept(known, recipients.get(i)));
      }
      return kept;
    };
  }

  private static Receipt receipt(Receipt first, List<Recipient> recipients) {
    return new Receipt(
        first.id(),
        first.session(),
        first.seq(),
        first.position(),
        first.exchange(),
        first.recordedAt(),
        recipients);
  }
}
