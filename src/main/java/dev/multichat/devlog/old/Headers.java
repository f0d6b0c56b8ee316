package dev.multichat.devlog.old;

import dev.multichat.devlog.old.Outline.Block;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** The title and the header lines at the head of a page: of each kind the first. */
final class Headers {
  private static final int LONGEST = 2000;
  private static final Pattern LINE =
      Pattern.compile(
          "^([^\\p{L}\\d]{0,12})(\\p{L}[\\p{L} -]{0,30}?)[*_]{0,2}\\s?:[*_]{0,2}(?:\\s+(.*))?$");
  private static final Set<String> NO_TITLES = Set.of("summary", "message summary", "details");

  private final Map<Header, Header.Line> lines = new EnumMap<>(Header.class);
  private final Page page;
  private @Nullable Block title;

  private Headers(Page page) {
    this.page = page;
  }

  static Headers of(Page page, FrontLines front, List<Block> blocks) {
    Headers headers = new Headers(page);
    front.fields().forEach(headers::add);
    for (Block block : blocks) {
      if (!headers.takes(block)) {
        break;
      }
    }
    return headers;
  }

  private void add(String key, FrontLines.Field field) {
    Header header = Header.of(key);
    String value = String.join(", ", field.values());
    if (header != null && !value.isBlank()) {
      lines.putIfAbsent(header, new Header.Line(value, field.index(), true));
    }
  }

  /** Whether the block still belongs to the head of the page. */
  private boolean takes(Block block) {
    if (block.node() instanceof ThematicBreak) {
      return true;
    }
    boolean underlined = block.isHeading() && gather(block);
    if (underlined) {
      return true;
    }
    if (block.node() instanceof Heading heading) {
      boolean first = title == null && (heading.getLevel() == 1 || block.from() == 0);
      return first && isTitle(block);
    }
    return (block.isParagraph() || block.isList()) && gather(block);
  }

  private boolean isTitle(Block block) {
    String words = heading(page, block);
    if (Section.of(words) != null || NO_TITLES.contains(words.toLowerCase(Locale.ROOT))) {
      return false;
    }
    title = block;
    return true;
  }

  private boolean gather(Block block) {
    boolean any = false;
    for (int i = block.from(); i < block.to(); i++) {
      String line = page.line(i);
      Matcher m = LINE.matcher(line.length() > LONGEST ? "" : line);
      Header header = m.matches() ? Header.of(m.group(2)) : null;
      String value = header == null || m.group(3) == null ? "" : unbroken(m.group(3));
      if (header != null && !value.isEmpty()) {
        any = true;
        boolean whole = m.group(1).chars().allMatch(c -> " -*+_\t".indexOf(c) >= 0);
        lines.putIfAbsent(header, new Header.Line(value, i, whole));
      }
    }
    return any;
  }

  private static String unbroken(String value) {
    String text = value.strip();
    return text.endsWith("\\") ? text.substring(0, text.length() - 1).strip() : text;
  }

  /** What a heading says, in one line and without its emphasis. */
  static String heading(Page page, Block block) {
    String text = page.text(block.from(), block.to());
    if (!text.stripLeading().startsWith("#")) {
      int underline = text.lastIndexOf('\n');
      return Words.or(underline < 0 ? text : text.substring(0, underline));
    }
    String words = Words.or(text.stripLeading().replaceFirst("^#{1,6}", "").strip());
    return words.endsWith("#") ? words.replaceFirst("\\s+#+$", "") : words;
  }

  /** What the header says; absent when there is none. */
  @Nullable String value(Header header) {
    Header.Line line = lines.get(header);
    return line == null ? null : line.value();
  }

  /** To be called when a field holds all that the header says. */
  void take(Header header) {
    Header.Line line = lines.get(header);
    if (line != null && line.whole()) {
      page.take(line.index(), line.index() + 1);
    }
  }

  /** Puts the value under another header, when the first one does not mean what it says. */
  void move(Header from, Header to, String value) {
    Header.Line line = lines.remove(from);
    if (line != null) {
      page.take(line.index(), line.index() + 1);
      lines.putIfAbsent(to, new Header.Line(value, line.index(), true));
    }
  }

  @Nullable Block title() {
    return title;
  }
}
