package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The markdown of a session's notices of one day, one section each. */
final class NoticesPage {
  private final List<Entry> notices;
  private final Set<String> replied;
  private final Message first;
  private final People people;
  private final Room room = new Room();
  private final StringBuilder out = new StringBuilder(2048);

  NoticesPage(List<Entry> notices, Set<String> replied, Message first) {
    this.notices = notices;
    this.replied = replied;
    this.first = first;
    this.people = People.of(notices);
  }

  String written() {
    frontMatter();
    header();
    Map<String, Integer> counts = new HashMap<>();
    for (Entry notice : notices) {
      Message m = notice.message();
      if (m != null) {
        notice(notice, m, counts.merge(m.from(), 1, Integer::sum));
      }
    }
    return out.toString();
  }

  private void frontMatter() {
    List<String> senders = senders();
    String from = senders.size() == 1 ? senders.get(0) : senders.size() + "-agents";
    out.append(
        new FrontMatter()
            .put("session", first.session())
            .put("exchange", first.id())
            .put("subject", first.subject())
            .put("state", "notice")
            .put("from", from)
            .put("audience", "all")
            .put("opened", Times.exact(first.createdAt()))
            .putLines("messages", notices.stream().map(NoticesPage::id).toList())
            .end());
  }

  private void header() {
    String session = Inline.line(first.session());
    out.append("# Notices in ").append(session).append("\n\n");
    out.append("- **Date**: ").append(DevlogName.day(first.createdAt())).append('\n');
    out.append("- **Time**: from ").append(Times.clock(first.createdAt())).append(" UTC\n");
    out.append("- **Senders**: ");
    out.append(String.join(", ", senders().stream().map(people::nameAndRole).toList()));
    out.append('\n');
  }

  private void notice(Entry entry, Message m, int count) {
    out.append("\n## ").append(Times.clock(m.createdAt())).append(' ');
    out.append(people.name(m.from()));
    out.append(m.subject().isBlank() ? " (" + count + ")" : ": " + Inline.line(m.subject()));
    out.append("\n\n_To ");
    out.append(m.to().isEmpty() ? "nobody" : recipients(entry, m)).append("._\n");
    if (room.takes(m)) {
      lists(m, Body.of(m.body()));
    } else {
      String lead = Body.of(Room.lead(m.body())).takeRest();
      out.append(lead.isEmpty() ? "" : "\n" + lead + "\n").append('\n').append(Room.CUT);
    }
    if (replied.contains(m.id())) {
      String file = DevlogName.exchange(entry);
      out.append("\nReplies: [").append(file).append("](../").append(file).append(")\n");
    }
  }

  private void lists(Message m, Body body) {
    String text = body.takeRest();
    out.append(text.isEmpty() ? "" : "\n" + text + "\n");
    Body none = Body.of("");
    Bullets points = new Bullets(m.from());
    points.add(m, m.keyPoints(), Section.KEY_POINTS, none);
    block("Key points", points.isEmpty(), () -> points.write(people, out));
    Steps steps = new Steps(people);
    steps.add(m, none);
    block("Next steps", steps.isEmpty(), () -> steps.write(out));
    Bullets status = new Bullets(m.from());
    status.add(m, m.status(), Section.STATUS, none);
    block("Status", status.isEmpty(), () -> status.write(people, out));
  }

  private void block(String heading, boolean empty, Runnable items) {
    if (!empty) {
      out.append("\n### ").append(heading).append("\n\n");
      items.run();
    }
  }

  private String recipients(Entry entry, Message m) {
    return DevlogName.recipient(entry, m).equals("all") ? "all" : people.names(m.to());
  }

  private List<String> senders() {
    return notices.stream()
        .map(Entry::message)
        .flatMap(m -> m == null ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(m))
        .map(Message::from)
        .distinct()
        .toList();
  }

  private static String id(Entry notice) {
    Message m = notice.message();
    return m == null ? "" : m.id();
  }
}
