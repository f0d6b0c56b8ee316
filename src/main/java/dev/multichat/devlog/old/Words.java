package dev.multichat.devlog.old;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The words of a short piece of markdown, without its emphasis. */
final class Words extends AbstractVisitor {
  /** Fields are short; longer texts stay in the body anyway, unparsed. */
  private static final int LONGEST = 4000;

  private static final Parser PARSER = Parser.builder().build();

  private final StringBuilder out = new StringBuilder();
  private boolean whole = true;

  private Words() {}

  /** In one line; absent when words alone would not say the same (links, HTML, several blocks). */
  static @Nullable String of(String markdown) {
    if (markdown.length() > LONGEST) {
      return null;
    }
    Node document = PARSER.parse("\u200B" + markdown);
    Node block = document.getFirstChild();
    if (!(block instanceof Paragraph) || block != document.getLastChild()) {
      return null;
    }
    Words words = new Words();
    block.accept(words);
    return words.whole ? words.out.substring(1).strip() : null;
  }

  /** The same, or the text as it is. */
  static String or(String markdown) {
    String words = of(markdown.strip());
    return words == null ? markdown.strip().replace('\n', ' ') : words;
  }

  @Override
  public void visit(Text text) {
    out.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    out.append(code.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak end) {
    out.append(' ');
  }

  @Override
  public void visit(HardLineBreak end) {
    out.append(' ');
  }

  @Override
  public void visit(HtmlInline html) {
    whole = false;
  }

  @Override
  public void visit(Link link) {
    whole = false;
  }

  @Override
  public void visit(Image image) {
    whole = false;
  }
}
