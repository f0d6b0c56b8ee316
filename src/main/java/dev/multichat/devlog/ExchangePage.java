package dev.multichat.devlog;

import dev.multichat.core.Exchange;
import dev.multichat.core.Importance;
import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The markdown of one exchange, section by section. */
final class ExchangePage {
  private static final String NONE = "_None given._\n";

  private record Said(Message message, Body body, boolean cut) {}

  private final Exchange exchange;
  private final Message opener;
  private final People people;
  private final Times times;
  private final Bullets points;
  private final Bullets status;
  private final Steps steps;
  private final Room room = new Room();
  private final List<Said> said = new ArrayList<>();
  private final StringBuilder out = new StringBuilder(2048);

  ExchangePage(Exchange exchange) {
    this.exchange = exchange;
    this.opener = exchange.opener();
    this.people = People.of(exchange);
    this.times = new Times(opener.createdAt());
    this.points = new Bullets(opener.from());
    this.status = new Bullets(opener.from());
    this.steps = new Steps(people);
  }

  String written() {
    exchange.messages().forEach(this::gather);
    frontMatter();
    header();
    summary();
    responses();
    keyPoints();
    nextSteps();
    status();
    signature();
    return out.toString();
  }

  private void gather(Message m) {
    if (!room.takes(m) && !said.isEmpty()) {
      said.add(new Said(m, Body.of(Room.lead(m.body())), true));
      return;
    }
    Body body = Body.of(m.body());
    points.add(m, m.keyPoints(), Section.KEY_POINTS, body);
    steps.add(m, body);
    status.add(m, m.status(), Section.STATUS, body);
    said.add(new Said(m, body, false));
  }

  private void frontMatter() {
    out.append(
        new FrontMatter()
            .put("session", opener.session())
            .put("exchange", opener.id())
            .put("subject", opener.subject())
            .put("state", exchange.state().toString())
            .put("from", opener.from())
            .put("audience", String.valueOf(audience()))
            .put("to", opener.to())
            .put("opened", Times.exact(opener.createdAt()))
            .put("closed", Times.exact(exchange.closedAt()))
            .putLines("messages", exchange.messages().stream().map(Message::id).toList())
            .end());
  }

  private String audience() {
    return DevlogName.recipient(exchange.entries().get(0), opener);
  }

  private void header() {
    out.append("# ").append(people.name(opener.from())).append(" to ").append(recipients());
    String subject = Inline.line(opener.subject());
    out.append(subject.isEmpty() ? "" : ": " + subject).append("\n\n");
    field("Date", DevlogName.day(opener.createdAt()));
    field("Time", Times.clock(opener.createdAt()) + " UTC");
    out.append("- **Participants**:\n");
    participants().forEach(one -> out.append("  - ").append(one).append('\n'));
    field("Responding to", people.name(opener.from()) + "'s " + opener.kind() + quoted(subject));
    if (opener.replyBy() != null) {
      field("Reply by", times.of(opener.replyBy()) + " UTC");
    }
    if (opener.importance() != Importance.NORMAL) {
      field("Importance", opener.importance().toString());
    }
    if (!opener.tags().isEmpty()) {
      field("Tags", String.join(", ", opener.tags().stream().map(Inline::line).toList()));
    }
  }

  private static String quoted(String subject) {
    return subject.isEmpty() ? "" : " “" + subject + "”";
  }

  private void field(String name, String value) {
    out.append("- **").append(name).append("**: ").append(value).append('\n');
  }

  private String recipients() {
    String to = audience();
    return to.equals("all")
        ? "all"
        : to.endsWith("-agents") ? agents(to) : people.names(opener.to());
  }

  private String agents(String to) {
    return opener.to().size() <= 3 ? people.names(opener.to()) : to.replace('-', ' ');
  }

  private List<String> participants() {
    List<String> named = new ArrayList<>();
    people.ids().stream().limit(30).forEach(id -> named.add(people.nameAndRole(id)));
    if (people.ids().size() > named.size()) {
      named.add("and " + (people.ids().size() - named.size()) + " more");
    }
    return named;
  }

  private void summary() {
    heading("Message summary");
    Body body = said.get(0).body();
    String summary = body.takeWhole(Section.SUMMARY);
    String lead = summary.isEmpty() ? body.takeLead() : summary;
    out.append(lead.isEmpty() ? "_The subject says it all._" : lead).append('\n');
    String rest = body.takeRest();
    if (!rest.isEmpty()) {
      out.append("\n### Details\n\n").append(rest).append('\n');
    }
  }

  private void responses() {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Message> byId = new HashMap<>();
    byId.put(opener.id(), opener);
    for (Said reply : said.subList(1, said.size())) {
      Message m = reply.message();
      int count = counts.merge(m.from(), 1, Integer::sum);
      heading(people.name(m.from()) + " response" + (count == 1 ? "" : " (" + count + ")"));
      out.append('_').append(verb(m)).append(" at ").append(times.of(m.createdAt()));
      out.append(answering(m, byId)).append("._\n\n");
      String subject = Inline.line(m.subject());
      if (!subject.isEmpty() && !m.subject().equals(opener.subject())) {
        out.append("**").append(subject).append("**\n\n");
      }
      String text = reply.body().takeRest();
      out.append(text.isEmpty() ? "" : text + "\n");
      out.append(reply.cut() ? (text.isEmpty() ? "" : "\n") + Room.CUT : "");
      byId.put(m.id(), m);
    }
  }

  private String answering(Message m, Map<String, Message> byId) {
    Message answered = m.inReplyTo() == null ? null : byId.get(m.inReplyTo());
    if (answered == null) {
      return "";
    }
    String of = ", in answer to " + people.name(answered.from());
    return of + (answered.equals(opener) ? "" : " at " + times.of(answered.createdAt()));
  }

  private static String verb(Message m) {
    return switch (m.kind()) {
      case INFORM -> "Answered";
      case REQUEST -> "Requested";
      case PROPOSE -> "Proposed";
      case ACCEPT -> "Accepted";
      case REFUSE -> "Refused";
      case FAILURE -> "Reported a failure";
      case CANCEL -> "Cancelled";
    };
  }

  private void keyPoints() {
    heading("Key points");
    if (points.isEmpty()) {
      out.append(NONE);
    }
    points.write(people, out);
  }

  private void nextSteps() {
    heading("Next steps");
    if (steps.isEmpty()) {
      out.append(NONE);
    }
    steps.write(out);
  }

  private void status() {
    heading("Status");
    Standing standing = new Standing(exchange, people, times);
    out.append(standing.state()).append('\n');
    List<String> events = standing.events();
    out.append(events.isEmpty() ? "" : "\n");
    events.forEach(line -> out.append("- ").append(line).append('\n'));
    out.append(status.isEmpty() ? "" : "\nNoted by the participants:\n\n");
    status.write(people, out);
  }

  private void signature() {
    String role = people.role(opener.from());
    out.append("\n---\n\n**").append(people.name(opener.from())).append("**");
    out.append(role.isEmpty() ? "" : " · " + role);
    out.append(" · ").append(DevlogName.day(opener.createdAt())).append(' ');
    out.append(Times.clock(opener.createdAt())).append(" UTC\n");
  }

  private void heading(String text) {
    out.append(out.charAt(out.length() - 2) == '\n' ? "## " : "\n## ").append(text).append("\n\n");
  }
}
