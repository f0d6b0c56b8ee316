package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.devlog.old.Outline.Block;
import dev.multichat.devlog.old.OwnPage.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.commonmark.node.ThematicBreak;

/** Reads the devlog of one exchange that our own writer wrote: who said what to whom, and when. */
final class OwnExchange {
  private static final String PARTICIPANTS = "- **Participants**:";
  private static final String NOTHING = "_The subject says it all._";
  private static final String NOTED = "Noted by the participants:";
  private static final String CUT = "_Cut; read it with `multichat show`._";
  private static final Pattern KIND = Pattern.compile("^.{1,400}?'s ([a-z]{1,10})(?: “.*”)?$");
  private static final Pattern REPLY = Pattern.compile("^(.{1,400}) response(?: \\(\\d{1,9}\\))?$");
  private static final String MOMENT = "(\\d{4}-\\d\\d-\\d\\d )?(\\d\\d:\\d\\d:\\d\\d)";
  private static final Pattern SAID =
      Pattern.compile(
          "^_([A-Z][a-z ]{1,20}) at "
              + MOMENT
              + "(?:, in answer to (.{1,400}?)(?: at "
              + MOMENT
              + ")?)?\\._$");
  private static final Map<String, Kind> VERBS =
      Map.of(
          "Answered", Kind.INFORM,
          "Requested", Kind.REQUEST,
          "Proposed", Kind.PROPOSE,
          "Accepted", Kind.ACCEPT,
          "Refused", Kind.REFUSE,
          "Reported a failure", Kind.FAILURE,
          "Cancelled", Kind.CANCEL);

  private final OwnPage ours;
  private final List<Speech> speeches = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  OwnExchange(OwnPage ours) {
    this.ours = ours;
  }

  List<Utterance> read() {
    int replies = ours.own.messages().size() - 1;
    if (replies < 0 || ours.parts.size() != replies + 4) {
      throw OwnPage.other("a section for each message and four more");
    }
    ours.people.participants(
        Stream.concat(Stream.of(ours.value("from")), ours.values("to").stream()).toList(),
        participants());
    opener(section(0, "Message summary"));
    for (int i = 1; i <= replies; i++) {
      reply(ours.own.messages().get(i), ours.parts.get(i));
    }
    OwnItems items = new OwnItems(ours, speeches);
    items.lines(Section.KEY_POINTS, section(replies + 1, "Key points").blocks());
    items.steps(section(replies + 2, "Next steps").blocks());
    status(items, section(replies + 3, "Status").blocks());
    List<Utterance> said = new ArrayList<>();
    for (int i = 0; i < speeches.size(); i++) {
      said.add(speeches.get(i).said(headings.get(i)));
    }
    return said;
  }

  private Part section(int place, String heading) {
    Part part = ours.parts.get(place);
    if (!part.heading().equals(heading)) {
      throw OwnPage.other("'" + heading + "' at its place");
    }
    return part;
  }

  private List<String> participants() {
    List<String> found = new ArrayList<>();
    for (Block block : ours.head) {
      boolean inside = false;
      for (int i = block.from(); i < block.to(); i++) {
        String line = ours.page.line(i);
        if (inside && line.startsWith("  - ")) {
          found.add(Words.or(line.substring(4)));
        }
        inside = line.equals(PARTICIPANTS) || (inside && line.startsWith("  - "));
      }
    }
    return found;
  }

  private void opener(Part summary) {
    Person from = ours.people.all().get(0);
    Speech opener = new Speech(ours.own.exchange(), from, ours.opened);
    opener.toEveryone = ours.value("audience").equals("all");
    opener.to = ours.values("to").stream().map(id -> byId(id)).toList();
    Matcher m = KIND.matcher(Words.or(ours.header("Responding to")));
    Kind kind = m.matches() ? Kinds.named(m.group(1)) : null;
    if (kind == null) {
      throw OwnPage.other("the kind of the message that opens them");
    }
    opener.kind = kind;
    opener.subject = ours.value("subject");
    String importance = ours.header("Importance");
    opener.importance =
        importance.isEmpty()
            ? Importance.NORMAL
            : Importance.valueOf(importance.toUpperCase(Locale.ROOT));
    String tags = Words.or(ours.header("Tags"));
    opener.tags.addAll(tags.isEmpty() ? List.of() : List.of(tags.split(", ", -1)));
    String replyBy = ours.header("Reply by");
    if (!replyBy.isEmpty()) {
      ours.notes.left("Until when a reply was awaited (" + replyBy + ") is over, and is left out.");
    }
    opener.body = body(summary);
    speeches.add(opener);
    headings.add("Message");
  }

  private Person byId(String id) {
    return ours.people.all().stream()
        .filter(person -> person.id().equals(id))
        .findFirst()
        .orElseGet(() -> ours.people.of(id));
  }

  /** The first paragraph is the summary of a body that names none. */
  private String body(Part summary) {
    List<Block> lead = new ArrayList<>();
    List<Block> details = new ArrayList<>();
    boolean below = false;
    for (Block block : summary.blocks()) {
      if (!below && block.node() instanceof Heading && isDetails(block)) {
        below = true;
      } else {
        (below ? details : lead).add(block);
      }
    }
    String first = ours.text(lead);
    String rest = ours.text(details);
    if (first.equals(NOTHING)) {
      return rest;
    }
    if (lead.size() == 1) {
      return rest.isEmpty() ? first : first + "\n\n" + rest;
    }
    return rest.isEmpty() ? first : rest + "\n\n## Summary\n\n" + first;
  }

  private boolean isDetails(Block block) {
    return Headers.heading(ours.page, block).equals("Details");
  }

  private void reply(String id, Part part) {
    Matcher heading = REPLY.matcher(part.heading());
    Matcher said =
        SAID.matcher(part.blocks().isEmpty() ? "" : ours.text(part.blocks().subList(0, 1)));
    if (!heading.matches() || !said.matches() || !VERBS.containsKey(said.group(1))) {
      throw OwnPage.other("name, verb and time of each reply");
    }
    Speech answered = answered(said);
    Instant at = ours.time(said.group(2), said.group(3), answered.at);
    Speech reply = new Speech(id, ours.people.of(heading.group(1)), at);
    reply.kind = VERBS.getOrDefault(said.group(1), Kind.INFORM);
    reply.answers = answered.id;
    boolean self = answered.from.id().equals(reply.from.id());
    reply.to = self ? answered.to : List.of(answered.from);
    ours.notes.guessed(
        "To whom replies went is not told; each was taken to go to whom it answers.");
    int from = subject(reply, part.blocks());
    reply.body = ours.text(part.blocks().subList(from, part.blocks().size()));
    if (reply.body.endsWith(CUT)) {
      ours.notes.left("Of message '" + id + "' the file holds the beginning only.");
    }
    speeches.add(reply);
    headings.add(part.heading());
  }

  /** A subject stands in bold below the line that tells the time; where the body begins. */
  private int subject(Speech reply, List<Block> blocks) {
    String line = blocks.size() < 2 ? "" : ours.text(blocks.subList(1, 2));
    boolean bold = line.startsWith("**") && line.endsWith("**") && line.indexOf('\n') < 0;
    String words =
        bold && line.length() > 4 ? Words.of(line.substring(2, line.length() - 2)) : null;
    if (words == null || !Assembly.cut(words).equals(words)) {
      return 1;
    }
    ours.notes.guessed("A line in bold at the beginning of a reply was taken for its subject.");
    reply.subject = words;
    return 2;
  }

  private Speech answered(Matcher said) {
    if (said.group(4) == null) {
      ours.notes.guessed("What a reply answers is not told; it was taken to be the first message.");
      return speeches.get(0);
    }
    if (said.group(6) == null) {
      return speeches.get(0);
    }
    Person person = ours.people.of(Words.or(said.group(4)));
    Instant at = ours.time(said.group(5), said.group(6), Instant.MIN);
    List<Speech> may =
        speeches.stream()
            .skip(1)
            .filter(one -> one.from.id().equals(person.id()))
            .filter(one -> one.at.getEpochSecond() == at.getEpochSecond())
            .toList();
    if (may.size() != 1) {
      ours.notes.guessed(
          "Which message a reply answers is not told clearly; the likeliest was taken.");
    }
    return may.isEmpty() ? speeches.get(0) : may.get(may.size() - 1);
  }

  /** What the hub told stands first; then what the participants noted; then the signature. */
  private void status(OwnItems items, List<Block> blocks) {
    int end = blocks.size();
    while (end > 0 && !(blocks.get(end - 1).node() instanceof ThematicBreak)) {
      end--;
    }
    List<Block> own = blocks.subList(0, Math.max(0, end - 1));
    int noted = 0;
    while (noted < own.size() && !ours.text(own.subList(noted, noted + 1)).equals(NOTED)) {
      noted++;
    }
    ours.notes.left(
        "What the hub told of its state is no message and is left out: "
            + Notes.quoted(Words.or(ours.text(own.subList(0, noted))))
            + ".");
    if (noted < own.size()) {
      items.lines(Section.STATUS, own.subList(noted + 1, own.size()));
    }
  }
}
