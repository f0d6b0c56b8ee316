package dev.multichat.devlog;

import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Reads {@code <https://…>} as a link and every other {@code <} as a plain character, so that no
 * HTML comes out of a body, in time that does not grow with the text behind it.
 */
final class Angles implements InlineContentParserFactory {
  private static final int LONGEST = 2000;

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('<');
  }

  @Override
  public InlineContentParser create() {
    return Angles::parse;
  }

  private static ParsedInline parse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position start = scanner.position();
    StringBuilder target = new StringBuilder();
    while (isInside(scanner.peek()) && target.length() < LONGEST) {
      target.append(scanner.peek());
      scanner.next();
    }
    String url = target.toString();
    if (scanner.peek() == '>' && Targets.isAbsolute(url)) {
      scanner.next();
      Link link = new Link(url, null);
      link.appendChild(new Text(url));
      return ParsedInline.of(link, scanner.position());
    }
    scanner.setPosition(start);
    return ParsedInline.of(new Text("<"), start);
  }

  private static boolean isInside(char c) {
    return c > ' ' && c != '<' && c != '>';
  }
}
