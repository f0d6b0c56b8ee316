package dev.multichat.devlog;

import java.util.List;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * What one item of a list says, ready to be written.
 *
 * @param isText whether it begins as text, so that other text may stand before it in its line
 */
record Item(String markdown, boolean isText) {

  /** A line that was given as a field. */
  static Item of(String line) {
    return new Item(Inline.line(line), true);
  }

  /** A block of a body, or an item of a list in it. */
  static Item of(Node node) {
    List<Node> blocks = node instanceof ListItem ? Disarming.children(node) : List.of(node);
    boolean isText = !blocks.isEmpty() && blocks.get(0) instanceof Paragraph;
    String markdown = Markdown.render(blocks);
    // Text that had to be shown as code is a block, too.
    return new Item(markdown, isText && !markdown.startsWith("```"));
  }

  boolean isEmpty() {
    return markdown.isBlank();
  }

  /**
   * As the content of one item, after some text if there is any; all lines but the first indent.
   */
  String after(String text) {
    boolean below = !text.isBlank() && !isText;
    StringBuilder out = new StringBuilder();
    for (String line :
        (below ? text.strip() + "\n\n" + markdown : text + markdown).split("\n", -1)) {
      out.append(out.isEmpty() ? "" : line.isEmpty() ? "\n" : "\n  ").append(line);
    }
    return out.toString();
  }
}
