package dev.multichat.devlog;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * Reads what was rendered as any reader of the file would, so that a fault of the renderer cannot
 * let a body out of its place.
 */
final class Inspection extends AbstractVisitor {
  private static final Parser PARSER = Parser.builder().build();
  private static final String NEXT = "\n\n# next\n";

  private boolean harmless = true;

  private Inspection() {}

  /**
   * Whether it ends where it should, and has no HTML, no image, no high heading, no unsafe target.
   */
  static boolean isHarmless(String markdown) {
    Node document = PARSER.parse(markdown + NEXT);
    Node next = document.getLastChild();
    if (!(next instanceof Heading) || Nesting.isTooDeep(document)) {
      return false;
    }
    next.unlink();
    Inspection inspection = new Inspection();
    document.accept(inspection);
    return inspection.harmless;
  }

  @Override
  public void visit(Heading heading) {
    harmless &= heading.getLevel() >= Disarming.demoted(1);
    visitChildren(heading);
  }

  @Override
  public void visit(HtmlBlock block) {
    harmless = false;
  }

  @Override
  public void visit(HtmlInline inline) {
    harmless = false;
  }

  @Override
  public void visit(Link link) {
    harmless &= Targets.safe(link.getDestination()) != null;
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    harmless = false;
  }
}
