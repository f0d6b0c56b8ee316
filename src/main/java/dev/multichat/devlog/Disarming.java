package dev.multichat.devlog;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Takes from a parsed body what could reach beyond it; what remains says the same. */
final class Disarming extends AbstractVisitor {
  private static final int DEMOTED_BY = 2;
  private static final int SHORTEST_FENCE = 3;

  /** The level that a body's heading has in a devlog. */
  static int demoted(int level) {
    return Math.min(6, level + DEMOTED_BY);
  }

  /** A code block that its content cannot end. */
  static FencedCodeBlock code(String literal, @Nullable String info) {
    FencedCodeBlock block = new FencedCodeBlock();
    int fence = Math.max(SHORTEST_FENCE, longestRun(literal) + 1);
    block.setFenceCharacter("`");
    block.setOpeningFenceLength(fence);
    block.setClosingFenceLength(fence);
    block.setInfo(language(info));
    block.setLiteral(literal);
    return block;
  }

  @Override
  public void visit(Heading heading) {
    visitChildren(heading);
    // Those of the document are still to be cut at, by their own levels.
    if (!(heading.getParent() instanceof Document)) {
      heading.setLevel(demoted(heading.getLevel()));
    }
    for (Node child : children(heading)) {
      if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
        replace(child, new Text(" "));
      }
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    replace(block, code(block.getLiteral(), block.getInfo()));
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    replace(block, code(block.getLiteral(), null));
  }

  /** Written as dashes below a line of a tight list it would make that line a heading. */
  @Override
  public void visit(ThematicBreak line) {
    line.setLiteral("***");
  }

  @Override
  public void visit(Link link) {
    visitChildren(link);
    link.setTitle(null);
    String target = Targets.safe(link.getDestination());
    if (target == null || isLinked(link)) {
      unwrap(link);
    } else {
      link.setDestination(target);
    }
  }

  /** A reader would fetch an image unasked, and so tell its host who reads: it becomes a link. */
  @Override
  public void visit(Image image) {
    visitChildren(image);
    String target = Targets.safe(image.getDestination());
    if (target == null || isLinked(image)) {
      unwrap(image);
      return;
    }
    Link link = new Link(target, null);
    children(image).forEach(link::appendChild);
    if (Body.words(link).isBlank()) {
      link.appendChild(new Text("image"));
    }
    replace(image, link);
  }

  /** Whether it stands in a link already, or in an image that becomes one. */
  private static boolean isLinked(Node node) {
    Node above = node.getParent();
    while (above != null && !(above instanceof Link || above instanceof Image)) {
      above = above.getParent();
    }
    return above != null;
  }

  @Override
  public void visit(LinkReferenceDefinition definition) {
    definition.unlink();
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      children.add(n);
    }
    return children;
  }

  private static void unwrap(Node node) {
    children(node).forEach(node::insertBefore);
    node.unlink();
  }

  private static void replace(Node node, Node by) {
    node.insertBefore(by);
    node.unlink();
  }

  private static int longestRun(String literal) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < literal.length(); i++) {
      run = literal.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String language(@Nullable String info) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; info != null && i < info.length() && out.length() < 32; i++) {
      char c = info.charAt(i);
      if (!Characters.isAsciiWord(c) && "+-#._".indexOf(c) < 0) {
        break;
      }
      out.append(c);
    }
    return out.toString();
  }
}
