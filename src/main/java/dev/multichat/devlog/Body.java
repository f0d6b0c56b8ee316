package dev.multichat.devlog;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The markdown that an agent wrote, cut into its sections and made harmless. Each part of it is
 * taken out at most once: what a section shows is not shown again with the rest.
 */
final class Body {
  private static final String MARKS = " ,.;:!?'\"/()%@$^{}-=+#~|";

  private record Part(@Nullable Section section, List<Node> blocks) {}

  private final List<Part> parts = new ArrayList<>();
  private @Nullable String plain;

  private Body(@Nullable String plain) {
    this.plain = plain;
  }

  static Body of(String markdown) {
    if (isPlain(markdown)) {
      return new Body(markdown);
    }
    return parsed(markdown);
  }

  /** The long way, which comes to the same for plain text. */
  static Body parsed(String markdown) {
    Body body = new Body(null);
    body.cut(Markdown.parse(markdown));
    return body;
  }

  /** Takes a section's items: the items of its lists, and its other blocks one by one. */
  List<Node> take(Section section) {
    List<Node> items = new ArrayList<>();
    for (Part part : List.copyOf(parts)) {
      if (part.section() == section) {
        parts.remove(part);
        part.blocks().stream().skip(1).forEach(block -> addItems(block, items));
      }
    }
    return items;
  }

  /** Takes a section as it is, without its heading; empty when there is none. */
  String takeWhole(Section section) {
    List<Node> blocks = new ArrayList<>();
    for (Part part : List.copyOf(parts)) {
      if (part.section() == section) {
        parts.remove(part);
        blocks.addAll(part.blocks().subList(1, part.blocks().size()));
      }
    }
    return Markdown.render(blocks);
  }

  /** Takes the first paragraph if the body begins with one, else everything. */
  String takeLead() {
    if (plain != null) {
      int end = plain.indexOf("\n\n");
      String lead = end < 0 ? plain : plain.substring(0, end);
      plain = end < 0 ? "" : plain.substring(end + 2);
      return lead;
    }
    if (parts.isEmpty() || parts.get(0).section() != null) {
      return takeRest();
    }
    List<Node> blocks = parts.get(0).blocks();
    return blocks.get(0) instanceof Paragraph ? Markdown.render(blocks.remove(0)) : takeRest();
  }

  /** Takes what is left. */
  String takeRest() {
    if (plain != null) {
      return plain;
    }
    List<Node> blocks = new ArrayList<>();
    parts.forEach(part -> blocks.addAll(part.blocks()));
    parts.clear();
    return Markdown.render(blocks);
  }

  private void cut(Node document) {
    int level = 7;
    for (Node block : Disarming.children(document)) {
      if (block instanceof Heading heading) {
        Section section = Section.of(words(heading));
        if (section != null || heading.getLevel() <= level) {
          level = section == null ? 7 : heading.getLevel();
          parts.add(new Part(section, new ArrayList<>()));
        }
        heading.setLevel(Disarming.demoted(heading.getLevel()));
      }
      if (parts.isEmpty()) {
        parts.add(new Part(null, new ArrayList<>()));
      }
      parts.get(parts.size() - 1).blocks().add(block);
    }
  }

  /**
   * Whether the text has nothing that markdown would read as markup or change: lines that begin
   * with a letter, end in no space and hold no character of markup.
   */
  static boolean isPlain(String text) {
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = c == '\n' ? endsPlainly(text, i) : isPlain(c, lineStart);
      if (!fits) {
        return false;
      }
      lineStart = c == '\n';
    }
    return !text.endsWith("\n") && !text.endsWith(" ");
  }

  private static boolean isPlain(char c, boolean lineStart) {
    return Character.isLetter(c)
        || (!lineStart && (Characters.isDigit(c) || MARKS.indexOf(c) >= 0));
  }

  private static boolean endsPlainly(String text, int newline) {
    return newline > 0
        && text.charAt(newline - 1) != ' '
        && !(newline > 1 && text.startsWith("\n\n", newline - 2));
  }

  private static void addItems(Node block, List<Node> items) {
    if (block instanceof ListBlock) {
      items.addAll(Disarming.children(block));
    } else {
      items.add(block);
    }
  }

  /** The words of a node without markup. */
  static String words(Node node) {
    StringBuilder out = new StringBuilder();
    for (Node child : Disarming.children(node)) {
      if (child instanceof Text text) {
        out.append(text.getLiteral());
      } else if (child instanceof Code code) {
        out.append(code.getLiteral());
      } else {
        out.append(words(child));
      }
    }
    return out.toString();
  }
}
