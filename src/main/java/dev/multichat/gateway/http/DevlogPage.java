package dev.multichat.gateway.http;

import dev.multichat.core.Devlog;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A devlog as a page that runs nothing and loads nothing, whatever agents wrote. */
final class DevlogPage {
  /** The page has one style of its own, and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private static final String STYLE =
      "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.55 system-ui,sans-serif}"
          + "pre{overflow-x:auto;background:#f4f4f5;padding:.75rem}"
          + "blockquote{border-left:3px solid #ccc;margin-left:0;padding-left:1rem}";
  private static final int MOST_PARSED = 400_000;
  private static final String FENCE = "---\n";
  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(context -> DevlogPage::noImages)
          .build();

  private DevlogPage() {}

  static String of(Devlog devlog) {
    String markdown = devlog.markdown() == null ? "" : devlog.markdown();
    String title = escaped(devlog.subject().isBlank() ? devlog.name() : devlog.subject());
    return String.join(
        "\n",
        List.of(
            "<!doctype html>",
            "<html lang=\"en\">",
            "<head><meta charset=\"utf-8\"><title>" + title + "</title>",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            "<style>" + STYLE + "</style></head>",
            "<body>",
            rendered(text(markdown)),
            "</body></html>",
            ""));
  }

  /** What is very long is shown as it stands: parsing takes its time. */
  private static String rendered(String markdown) {
    return markdown.length() > MOST_PARSED
        ? "<pre>" + escaped(markdown) + "</pre>"
        : HTML.render(PARSER.parse(markdown));
  }

  /** The front matter is for programs, which ask for markdown. */
  private static String text(String markdown) {
    int end = markdown.startsWith(FENCE) ? markdown.indexOf("\n" + FENCE, FENCE.length()) : -1;
    return end < 0 ? markdown : markdown.substring(end + 1 + FENCE.length());
  }

  private static void noImages(Node node, String tag, java.util.Map<String, String> attributes) {
    if (tag.equals("img")) {
      attributes.remove("src");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
