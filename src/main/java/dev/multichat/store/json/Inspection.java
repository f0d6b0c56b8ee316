package dev.multichat.store.json;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Looks whether all lines are sound, and whether what is at hand follows from them. */
final class Inspection {
  private static final int MOST = 20;

  private final Content content;
  private final List<String> findings = new ArrayList<>();

  private static final Duration A_MOMENT = Duration.ofMillis(300);

  Inspection(Content content) {
    this.content = content;
  }

  Supplier<List<String>> findings() throws IOException {
    for (Segment segment : content.journal.all()) {
      scan(segment);
    }
    numbers();
    rest();
    try (Content again = Content.open(content.journal.folder, false, false)) {
      if (isAsFar(again.journal)) {
        compare(again.state);
      }
    }
    return () -> List.copyOf(findings.subList(0, Math.min(MOST, findings.size())));
  }

  /** A writer beside a reader may have gone on meanwhile. */
  private boolean isAsFar(Journal again) {
    return again.last().number == content.journal.last().number
        && again.end() == content.journal.end();
  }

  private void scan(Segment segment) throws IOException {
    if (segment.head == null) {
      findings.add(segment.path + " does not begin with what it is.");
    }
    boolean last = segment == content.journal.last();
    long to = last ? content.journal.end() : segment.channel.size();
    Scan.run(
        segment,
        segment.begin,
        to,
        true,
        new Scan.Found() {
          @Override
          public void line(Line line, long offset, int length) {}

          @Override
          public void damaged(long offset, byte[] bytes, boolean ended) {
            findings.add(
                segment.path + " is damaged at offset " + offset + ": " + bytes.length + " bytes.");
          }
        });
  }

  /** What a batch that is being written leaves at the end is gone, or more, a moment later. */
  private void rest() throws IOException {
    Segment last = content.journal.last();
    long end = content.journal.end();
    long size = last.channel.size();
    if (size > end) {
      LockSupport.parkNanos(A_MOMENT.toNanos());
      if (last.channel.size() == size && content.journal.end() == end) {
        findings.add(
            last.path
                + " has "
                + (size - end)
                + " bytes behind its last complete batch at offset "
                + end
                + "; the next writer sets them aside.");
      }
    }
  }

  private void numbers() {
    Entries entries = content.state.entries;
    content
        .state
        .sessions
        .all()
        .filter(
            session -> {
              Ints rows = session.messages;
              boolean whole = rows.size() == session.lastSeq;
              for (int i = 0; i < rows.size() && whole; i++) {
                whole = entries.seq(rows.get(i)) == i + 1;
              }
              return !whole;
            })
        .forEach(
            session ->
                findings.add(
                    "The messages of the session '"
                        + session.id
                        + "' are not numbered without gaps."));
  }

  /** What was read from the log alone, against what is at hand, which began with a snapshot. */
  private void compare(State log) {
    if (log.entries.last() < content.state.entries.last()) {
      findings.add("The log ends before position " + content.state.entries.last() + ".");
      return;
    }
    for (int row = 1; row <= content.state.entries.last() && findings.size() < MOST; row++) {
      if (!told(content.state, row).equals(told(log, row))) {
        findings.add("What is at hand of position " + row + " does not follow from the log.");
      }
    }
  }

  private static String told(State state, int row) {
    Entries entries = state.entries;
    StringBuilder told = new StringBuilder();
    told.append(entries.kind(row)).append(' ').append(entries.id(row));
    if (entries.kind(row) != Entries.GONE) {
      SessionRow session = state.sessions.at(entries.session(row));
      told.append(session == null ? "" : session.id).append(' ').append(entries.place(row));
      told.append(' ').append(entries.length(row)).append(' ').append(entries.seq(row));
    }
    Deliveries deliveries = state.inboxes.deliveries;
    if (entries.isMessage(row)) {
      state
          .inboxes
          .of(row)
          .forEach(
              d ->
                  told.append(' ')
                      .append(state.agents.name(deliveries.agent(d)))
                      .append(deliveries.state(d))
                      .append(deliveries.at(d))
                      .append(deliveries.has(d, Deliveries.UNREAD))
                      .append(deliveries.has(d, Deliveries.AWAITS)));
    }
    return told.toString();
  }
}
