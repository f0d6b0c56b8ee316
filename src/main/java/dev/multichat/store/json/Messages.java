package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.json.Admission.Admitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Appends messages with all that they imply. */
final class Messages {
  private final Content content;
  private final Batch batch;
  private final State state;
  private final Admission admission;

  Messages(Content content, Batch batch) {
    this.content = content;
    this.batch = batch;
    this.state = batch.state;
    this.admission = new Admission(state);
  }

  Outcome append(Write write, Entry entry, Message message) throws IOException {
    String hash = Objects.requireNonNullElse(write.hash(), "");
    int before = state.ids.find(message.id());
    if (before != 0) {
      return again(before, message, hash);
    }
    Admitted admitted = admission.check(write, message);
    List<Line> lines = new ArrayList<>();
    for (Entry implied : implied(write, message, admitted)) {
      long position = state.entries.last() + 1L + lines.size();
      lines.add(Line.entry(implied.appended(position, batch.now, List.of()), null, null));
    }
    Entry appended = stamped(entry, message, admitted, lines.size());
    lines.add(Line.entry(appended, hash, null));
    batch.add(lines);
    return Outcome.appended(appended);
  }

  /** What is told of an id that was used before. */
  Outcome again(int row, Message message, String hash) throws IOException {
    Line fresh = batch.message(row);
    Line line = fresh == null ? Content.read(content.line(row)) : fresh;
    if (!Reads.known(line).from().equals(message.from())
        || !Reads.known(line).hash().equals(hash)) {
      throw MultichatException.conflict(
          "The id '" + message.id() + "' is in use by another message; choose another.");
    }
    if (!state.entries.isMessage(row) || line.entry() == null) {
      throw MultichatException.conflict(
          "The message '" + message.id() + "' was recorded and has been deleted.");
    }
    return Outcome.known(line.entry());
  }

  /** Opens the session or lets in who takes no part yet. */
  private static List<Entry> implied(Write write, Message message, Admitted admitted) {
    if (admitted.session() == null) {
      String topic = Objects.requireNonNullElse(write.opens(), "");
      Opening opening = new Opening(message.session(), topic, admitted.joining(), false);
      return List.of(Entry.opened(opening, message.session(), message.from()));
    }
    return admitted.joining().stream()
        .map(agent -> Entry.event(EntryType.JOINED, message.session(), agent, message.from(), null))
        .toList();
  }

  private Entry stamped(Entry entry, Message message, Admitted admitted, int implied) {
    SessionRow session = admitted.session();
    int answered = admitted.answered();
    String exchange =
        answered == 0 ? message.id() : state.entries.id(state.entries.opener(answered));
    List<String> exchanges =
        message.isNotice() ? List.of(exchange, file(session, message)) : List.of(exchange);
    int seq = session == null ? 1 : session.lastSeq + 1;
    Message stamped = message.to(admitted.to()).appended(exchange, seq, batch.now);
    return entry
        .with(stamped, admitted.cards())
        .appended(state.entries.last() + implied + 1, batch.now, exchanges);
  }

  /** The id of the first notice of the file that this one goes to. */
  private String file(@Nullable SessionRow session, Message message) {
    return session == null || session.beginsFile(message.createdAt())
        ? message.id()
        : state.entries.id(session.notices);
  }
}
