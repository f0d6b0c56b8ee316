package dev.multichat.devlog.old;

import dev.multichat.devlog.old.Outline.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Cuts a page at its headings, and tells whose words each part is. */
final class Cut {
  private static final int LONGEST_NAME = 200;

  /** Below every heading: a line in bold, or with a colon at its end, that names a section. */
  private static final int LINE_LEVEL = 7;

  private static final Pattern RESPONSE =
      Pattern.compile("^(.{1,100}?)(?:['’]s)? (?:[Rr]esponse|[Rr]eply|[Aa]nswer)\\b(.*)$");
  private static final Pattern BY =
      Pattern.compile("^(?:[Rr]esponse|[Rr]eply|[Aa]nswer) (?:from|by) (.{1,100})()$");
  private static final Pattern NUMBER = Pattern.compile(":?| ?\\(\\d{1,4}\\):?");

  private final Source source;
  private final List<Voice> voices = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private Part part;
  private Voice voice;
  private int voiceLevel;
  private int level;

  private Cut(Source source, Person author) {
    this.source = source;
    this.voice = new Voice(author);
    this.part = Part.plain(voice);
    voices.add(voice);
    parts.add(part);
  }

  /** The parts in their order; the author's voice is the first. */
  static Cut of(Source source, Person author, List<Block> blocks) {
    Cut cut = new Cut(source, author);
    for (Block block : blocks) {
      if (block.equals(source.headers().title())) {
        cut.part.blocks.add(block);
      } else {
        cut.take(block);
      }
    }
    cut.parts.removeIf(Part::isEmpty);
    return cut;
  }

  private void take(Block block) {
    if (block.node() instanceof Heading heading) {
      begin(block, heading.getLevel(), Headers.heading(source.page(), block));
      return;
    }
    String line = block.isParagraph() ? headingLine(block) : "";
    boolean ends = level == LINE_LEVEL && !block.isList() && !part.blocks.isEmpty();
    if (!line.isEmpty()) {
      begin(block, LINE_LEVEL, line);
    } else if (part.section != null && (ends || block.node() instanceof ThematicBreak)) {
      begin(Part.plain(voice), 0);
      part.blocks.add(block);
    } else {
      part.blocks.add(block);
    }
  }

  /** The words of a line that stands for a heading; empty when it does not. */
  private String headingLine(Block block) {
    String text = source.page().text(block.from(), block.to());
    if (text.length() > LONGEST_NAME || text.indexOf('\n') >= 0) {
      return "";
    }
    String words = Words.or(text);
    boolean stands = words.endsWith(":") || text.startsWith("**");
    return stands && Section.of(words) != null ? words : "";
  }

  private void begin(Block heading, int newLevel, String words) {
    if (voiceLevel > 0 && newLevel <= voiceLevel) {
      voice = voices.get(0);
      voiceLevel = 0;
    }
    Section section = Section.of(words);
    boolean taken = section == null && newLevel < LINE_LEVEL && speaks(words, newLevel);
    begin(new Part(voice, section, Section.uncolonned(words), heading), newLevel);
    voice.headings.add(words);
    if (taken) {
      source.page().take(heading.from(), heading.end());
    }
  }

  private void begin(Part next, int newLevel) {
    part = next;
    level = newLevel;
    parts.add(part);
  }

  /** Gives the word to whom the heading names; whether the name alone says all that it says. */
  private boolean speaks(String words, int newLevel) {
    Matcher m = RESPONSE.matcher(words);
    m = m.matches() ? m : BY.matcher(words);
    People.Lead lead = m.matches() ? named(m.group(1).strip()) : null;
    if (lead == null) {
      return false;
    }
    boolean first = voices.size() == 1;
    if (first && lead.person().id().equals(voices.get(0).person.id())) {
      // What the author answers is part of what the author says.
      return false;
    }
    voice = new Voice(lead.person());
    voices.add(voice);
    voiceLevel = newLevel;
    return lead.rest().isBlank() && NUMBER.matcher(m.group(2)).matches();
  }

  /** Only somebody known, or a name such as Agent-3: an incident's response is nobody's. */
  private People.@Nullable Lead named(String name) {
    People.Lead lead = source.people().lead(name);
    if (lead == null) {
      return null;
    }
    if (lead.rest().isBlank()) {
      return lead;
    }
    if (!lead.rest().startsWith(" (")) {
      return null;
    }
    Person person = source.people().of(name);
    boolean same = person.id().equals(lead.person().id());
    return same ? new People.Lead(person, People.saysAll(person, name) ? "" : name) : null;
  }

  List<Voice> voices() {
    return voices;
  }

  List<Part> parts() {
    return parts;
  }
}
