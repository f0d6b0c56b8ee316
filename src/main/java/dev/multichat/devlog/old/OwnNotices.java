package dev.multichat.devlog.old;

import dev.multichat.devlog.old.Outline.Block;
import dev.multichat.devlog.old.OwnPage.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.jspecify.annotations.Nullable;

/** Reads the notices of a day that our own writer wrote: each is a message of its own. */
final class OwnNotices {
  private static final Pattern HEADING =
      Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d) (.{1,400}?)(?:: (.*)| \\(\\d{1,9}\\))$");
  private static final Pattern TO = Pattern.compile("^_To (.*)\\._$");
  private static final Pattern OTHERS = Pattern.compile("\\d+ others");
  private static final String REPLIES = "Replies: [";

  private final OwnPage ours;
  private Instant before;

  OwnNotices(OwnPage ours) {
    this.ours = ours;
    this.before = ours.opened;
  }

  List<Utterance> read() {
    List<String> ids = ours.own.messages();
    if (ids.isEmpty() || ours.parts.size() != ids.size()) {
      throw OwnPage.other("a section for each notice");
    }
    String senders = Words.or(ours.header("Senders"));
    if (!ours.value("from").endsWith("-agents")) {
      ours.people.participants(List.of(ours.value("from")), List.of(senders));
    }
    List<Utterance> said = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      said.add(notice(ids.get(i), ours.parts.get(i)));
    }
    ours.notes.guessed(
        "Only names are told of who sent and got notices; where no other page of the session that"
            + " is read with this one tells an id, it was taken from the name.");
    ours.notes.guessed("Of which kind a notice was is not told; each was taken for 'inform'.");
    return said;
  }

  private Utterance notice(String id, Part part) {
    Matcher heading = HEADING.matcher(part.heading());
    Matcher to = TO.matcher(part.blocks().isEmpty() ? "" : ours.text(part.blocks().subList(0, 1)));
    if (!heading.matches() || !to.matches()) {
      throw OwnPage.other("time, sender and recipients of each notice");
    }
    before = ours.time(null, heading.group(1), before);
    Speech notice = new Speech(id, ours.people.of(heading.group(2)), before);
    notice.subject = heading.group(3) == null ? "" : heading.group(3);
    notice.toEveryone = to.group(1).equals("all");
    notice.to = recipients(notice, Words.or(to.group(1)));
    fill(notice, part.blocks().subList(1, part.blocks().size()));
    return notice.said(part.heading());
  }

  private List<Person> recipients(Speech notice, String names) {
    if (notice.toEveryone || names.equals("nobody")) {
      return List.of();
    }
    List<Person> people = new ArrayList<>();
    for (String name : names.split(", | and ", -1)) {
      if (OTHERS.matcher(name).matches()) {
        ours.notes.left("Not all recipients of message '" + notice.id + "' are told.");
      } else {
        people.add(ours.people.of(name));
      }
    }
    return people;
  }

  private void fill(Speech notice, List<Block> blocks) {
    OwnItems items = new OwnItems(ours, List.of(notice));
    List<Block> body = new ArrayList<>();
    Section section = null;
    for (Block block : blocks) {
      if (block.node() instanceof Heading heading && heading.getLevel() == 3) {
        section = section(block);
      }
      if (section != null && block.isList()) {
        list(items, section, block);
      } else if (section == null && !ours.text(List.of(block)).startsWith(REPLIES)) {
        body.add(block);
      }
    }
    notice.body = joined(body);
  }

  private @Nullable Section section(Block heading) {
    Section section = Section.of(Headers.heading(ours.page, heading));
    return section == Section.PROGRESS ? null : section;
  }

  private static void list(OwnItems items, Section section, Block list) {
    if (section == Section.NEXT_STEPS) {
      items.steps(List.of(list));
    } else {
      items.lines(section, List.of(list));
    }
  }

  private String joined(List<Block> blocks) {
    return String.join("\n\n", blocks.stream().map(block -> ours.text(List.of(block))).toList());
  }
}
