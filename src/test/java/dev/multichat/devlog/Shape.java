package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** What any markdown reader makes of a devlog: its headings, and what could do harm. */
final class Shape extends AbstractVisitor {
  private static final List<String> SHAPE =
      List.of(
          "Agent-2 to Agent-3: Plan",
          "Message summary",
          "Agent-3 response",
          "Agent-3 response (2)",
          "Key points",
          "Next steps",
          "Status");

  private final List<String> headings;
  private final List<String> harm;

  Shape(List<String> headings, List<String> harm) {
    this.headings = headings;
    this.harm = harm;
  }

  static void check(String markdown) {
    int fence = markdown.indexOf("\n---\n");
    String text = markdown.substring(fence + 5);
    List<String> headings = new ArrayList<>();
    List<String> harm = new ArrayList<>();
    Node document = Parser.builder().build().parse(text);
    document.accept(new Shape(headings, harm));
    assertThat(headings).as(markdown).isEqualTo(SHAPE);
    assertThat(harm).as(markdown).isEmpty();
    assertThat(document.getLastChild().getFirstChild()).as(markdown).isNotNull();
    assertThat(Body.words(document.getLastChild())).startsWith("Agent-2 · Architecture");
    assertThat(markdown.chars()).noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
  }

  @Override
  public void visit(Heading heading) {
    if (heading.getLevel() <= 2) {
      headings.add(Body.words(heading));
    }
    if (heading.getLevel() <= 2 && !(heading.getParent() instanceof Document)) {
      harm.add("heading in a block: " + Body.words(heading));
    }
    visitChildren(heading);
  }

  @Override
  public void visit(HtmlBlock block) {
    harm.add(block.getLiteral());
  }

  @Override
  public void visit(HtmlInline inline) {
    harm.add(inline.getLiteral());
  }

  @Override
  public void visit(Link link) {
    visitTarget(link.getDestination());
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    harm.add("image: " + image.getDestination());
  }

  private void visitTarget(String target) {
    String folded = target.strip().toLowerCase(Locale.ROOT);
    if (folded.startsWith("javascript:") || folded.startsWith("data:")) {
      harm.add(target);
    }
  }
}
