package dev.multichat.devlog.old;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The blocks of a page, each with the lines up to the next one: together they are all lines. */
final class Outline {
  /**
   * Where a block begins and ends shows at the beginning of its lines; what a line says further on
   * cannot nest, so that no text is costly to parse.
   */
  private static final int LOOKED_AT = 120;

  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .inlineParserFactory(context -> (lines, node) -> {})
          .build();

  /** Lines from one up to, but without, another. */
  record Block(Node node, int from, int to) {
    /** The line behind the block itself; what follows up to {@code to} belongs to no block. */
    int end() {
      List<SourceSpan> spans = node.getSourceSpans();
      return spans.get(spans.size() - 1).getLineIndex() + 1;
    }

    boolean isHeading() {
      return node instanceof Heading;
    }

    boolean isList() {
      return node instanceof ListBlock;
    }

    boolean isParagraph() {
      return node instanceof Paragraph;
    }
  }

  private Outline() {}

  /** The blocks from this line on. */
  static List<Block> of(Page page, int start) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < page.size(); i++) {
      String line = i < start ? "" : page.line(i);
      text.append(line, 0, Math.min(line.length(), LOOKED_AT)).append('\n');
    }
    return children(PARSER.parse(text.toString()), start, page.size());
  }

  /** The items of a list. */
  static List<Block> items(Block list) {
    return children(list.node(), list.from(), list.to());
  }

  /** Whether a list's item is nothing but text. */
  static boolean isPlain(Block item) {
    Node first = item.node().getFirstChild();
    return item.node() instanceof ListItem && first instanceof Paragraph && first.getNext() == null;
  }

  /** What an item or paragraph says, without the marks of the list. */
  static String text(Page page, Node node) {
    StringBuilder out = new StringBuilder();
    for (SourceSpan span : node.getSourceSpans()) {
      String line = page.line(span.getLineIndex());
      out.append(out.isEmpty() ? "" : "\n");
      out.append(line, Math.min(span.getColumnIndex(), line.length()), line.length());
    }
    return out.toString();
  }

  private static List<Block> children(Node parent, int start, int end) {
    List<Node> nodes = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      if (!n.getSourceSpans().isEmpty()) {
        nodes.add(n);
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int from = i == 0 ? start : line(nodes.get(i));
      int to = i + 1 < nodes.size() ? line(nodes.get(i + 1)) : end;
      blocks.add(new Block(nodes.get(i), from, Math.max(from, to)));
    }
    return blocks;
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex();
  }
}
