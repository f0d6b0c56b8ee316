package dev.multichat.devlog.old;

import dev.multichat.core.MultichatException;
import dev.multichat.devlog.old.Outline.Block;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.jspecify.annotations.Nullable;

/**
 * One of our own devlogs, cut at the headings that its writer made: no text of an agent has one of
 * their level. Times are told to the second, and without the day on the day that it opened.
 */
final class OwnPage {
  /** A heading of the writer and what stands below it. */
  record Part(String heading, Block at, List<Block> blocks) {}

  final Page page;
  final FrontLines front;
  final Own own;
  final Notes notes = new Notes();
  final OwnPeople people = new OwnPeople(notes);
  final Instant opened;
  final List<Block> head = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();

  private OwnPage(Page page, FrontLines front, Own own, List<Block> blocks) {
    this.page = page;
    this.front = front;
    this.own = own;
    this.opened = Instant.parse(value("opened"));
    for (Block block : blocks) {
      if (block.node() instanceof Heading heading && heading.getLevel() == 2) {
        parts.add(new Part(Headers.heading(page, block), block, new ArrayList<>()));
      } else {
        (parts.isEmpty() ? head : parts.get(parts.size() - 1).blocks()).add(block);
      }
    }
  }

  /** What it holds; absent when it is not as the writer leaves it, and is to be read as others. */
  static @Nullable OldDevlog read(
      String file, Source source, FrontLines front, Own own, List<Block> blocks) {
    Notes before = source.notes();
    try {
      OwnPage ours = new OwnPage(source.page(), front, own, blocks);
      List<Utterance> said =
          front.fields().containsKey("to")
              ? new OwnExchange(ours).read()
              : new OwnNotices(ours).read();
      said.forEach(one -> one.draft(null, null));
      return ours.devlog(file, said, before);
    } catch (MultichatException | DateTimeException | IndexOutOfBoundsException e) {
      before.guessed("It is not as our own writer leaves it, and was read as if by another hand.");
      return null;
    }
  }

  private OldDevlog devlog(String file, List<Utterance> said, Notes before) {
    String subject = value("subject");
    String title = head.isEmpty() ? "" : Headers.heading(page, head.get(0));
    String topic = subject.isBlank() ? title : subject;
    notes.read(
        "It is one of our own devlogs, of session '"
            + own.session()
            + "', with "
            + Notes.count(said.size(), "message", "messages")
            + ".");
    notes.guessed("The topic of its session is not told; a subject was taken.");
    List<Remark> all = Stream.concat(before.all().stream(), notes.all().stream()).toList();
    return new OldDevlog(
        file, opened, Assembly.cut(topic), own.session(), own, people.all(), said, all);
  }

  /** A value of the front matter; empty when there is none. */
  String value(String key) {
    List<String> values = values(key);
    return values.isEmpty() ? "" : values.get(0);
  }

  List<String> values(String key) {
    FrontLines.Field field = front.fields().get(key);
    return field == null ? List.of() : field.values();
  }

  /** What stands behind such a name in the list at its head; empty when nothing does. */
  String header(String name) {
    String mark = "- **" + name + "**: ";
    for (Block block : head) {
      for (int i = block.from(); i < block.to(); i++) {
        if (page.line(i).startsWith(mark)) {
          return page.line(i).substring(mark.length());
        }
      }
    }
    return "";
  }

  /** What stands between a heading and the next one, verbatim. */
  String text(Part part) {
    return part.blocks().isEmpty() ? "" : text(part.blocks());
  }

  String text(List<Block> blocks) {
    return blocks.isEmpty()
        ? ""
        : page.text(blocks.get(0).from(), blocks.get(blocks.size() - 1).to());
  }

  /** A moment that the page tells; not before what it comes after. */
  Instant time(@Nullable String day, String clock, Instant notBefore) {
    LocalDate date =
        day == null ? LocalDate.ofInstant(opened, ZoneOffset.UTC) : LocalDate.parse(day.strip());
    Instant at = date.atTime(LocalTime.parse(clock)).toInstant(ZoneOffset.UTC);
    return at.isBefore(notBefore) ? notBefore : at;
  }

  /** A list's item without its mark, as markdown. */
  String item(Block item) {
    StringBuilder out = new StringBuilder();
    for (int i = item.from(); i < item.to(); i++) {
      String line = page.line(i);
      int from = Math.min(2, line.length());
      out.append(out.isEmpty() ? "" : "\n");
      out.append(
          line.substring(0, from).isBlank() || i == item.from() ? line.substring(from) : line);
    }
    return out.toString().strip();
  }

  static MultichatException other(String what) {
    return MultichatException.invalid("Our own devlogs have " + what + ".");
  }
}
