package dev.multichat.devlog;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownNodeRendererFactory;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.markdown.MarkdownWriter;

/** Parses untrusted markdown and renders what is left of it; any thread. */
final class Markdown {
  // In this order they are tried: a line of dashes below text is a heading before it is a rule.
  private static final Set<Class<? extends Block>> BLOCKS =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class,
              IndentedCodeBlock.class));
  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(BLOCKS)
          .customInlineContentParserFactory(new Angles())
          .build();
  private static final MarkdownRenderer RENDERER =
      MarkdownRenderer.builder().nodeRendererFactory(new Texts()).build();

  private static final String SPACE = "&#32;";

  private Markdown() {}

  /** The text as a tree in which nothing reaches beyond the text; without HTML. */
  static Node parse(String given) {
    String text = Characters.lines(given);
    if (Nesting.isTooDeep(text) || Marks.areTooMany(text)) {
      return quoted(text);
    }
    Node document;
    try {
      document = PARSER.parse(text);
    } catch (RuntimeException e) {
      // A fault of the parser must not stop every devlog behind this one.
      return quoted(text);
    }
    if (Nesting.isTooDeep(document)) {
      return quoted(text);
    }
    document.accept(new Disarming());
    return document;
  }

  /** These blocks, taken out of the tree that they were in, without a line end. */
  static String render(Collection<Node> blocks) {
    Document document = new Document();
    blocks.forEach(document::appendChild);
    String rendered = RENDERER.render(document).stripTrailing();
    if (rendered.isEmpty() || Inspection.isHarmless(rendered)) {
      return rendered;
    }
    return RENDERER.render(quoted(rendered)).stripTrailing();
  }

  static String render(Node block) {
    return render(List.of(block));
  }

  private static Node quoted(String text) {
    Document document = new Document();
    document.appendChild(Disarming.code(text.stripTrailing() + "\n", null));
    return document;
  }

  /** Renders texts with the escapes of {@link Inline}. */
  private static final class Texts implements MarkdownNodeRendererFactory {
    @Override
    public NodeRenderer create(MarkdownNodeRendererContext context) {
      MarkdownWriter writer = context.getWriter();
      return new NodeRenderer() {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
          return Set.of(Text.class);
        }

        @Override
        public void render(Node node) {
          Text text = (Text) node;
          String shown = Inline.piece(text.getLiteral(), writer.isAtLineStart());
          boolean wouldBeImage = shown.endsWith("!") && text.getNext() instanceof Link;
          shown = wouldBeImage ? shown.substring(0, shown.length() - 1) + "\\!" : shown;
          writer.raw(text.getParent() instanceof Block ? shown : spaced(text, shown));
        }
      };
    }

    /** White space just inside an emphasis would undo it, and make its star a list's. */
    private static String spaced(Text text, String shown) {
      String begun =
          text.getPrevious() == null && shown.startsWith(" ") ? SPACE + shown.substring(1) : shown;
      return text.getNext() == null && begun.endsWith(" ")
          ? begun.substring(0, begun.length() - 1) + SPACE
          : begun;
    }

    @Override
    public Set<Character> getSpecialCharacters() {
      return Set.of();
    }
  }
}
