package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A devlog is markdown for programs and a page for people, whatever agents wrote into it. */
class DevlogPageTest {
  private static final String HOSTILE =
      String.join(
          "\n\n",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(2)>",
          "[link](javascript:alert(3)) and [another](JAVASCRIPT:alert(4))",
          "[data](data:text/html;base64,PHNjcmlwdD4=)",
          "![spy](https://example.org/pixel.png)",
          "<svg/onload=alert(5)>",
          "<a href=\"javascript:alert(6)\">there</a>",
          "</body></html><iframe src=\"https://example.org\"></iframe>",
          "<style>body{display:none}</style>",
          "[ref]: javascript:alert(7)\n[ref]",
          "<javascript:alert(8)>");

  @TempDir Path folder;
  private House house;
  private String second;
  private String message;

  @BeforeEach
  void send() {
    house = new House(folder);
    second = house.enrolled("agent-2");
    house.enrolled("agent-3");
    JsonObject note =
        new JsonObject()
            .put("to", new JsonArray().add("agent-3"))
            .put("subject", "</title><script>alert(0)</script>")
            .put("body", HOSTILE)
            .put("kind", "request")
            .put("keyPoints", new JsonArray().add("<b onclick=alert(9)>point</b>"));
    message = house.posted("/v1/messages", second, note).told("id");
  }

  @AfterEach
  void close() {
    try {
      assertThat(house.faults()).isEmpty();
    } finally {
      house.close();
    }
  }

  private Exchange accepting(String types) {
    return house.called("GET", "/v1/devlogs/" + message, second, Buffer.buffer(), "Accept", types);
  }

  @Test
  void aPageRunsNothingAndLoadsNothing() {
    Exchange page = accepting("text/html");
    assertThat(page.answer().headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
    String html = page.answer().text().toLowerCase(Locale.ROOT);
    assertThat(html).contains("<!doctype html>", "alert(1)", "alert(9)");
    assertThat(html)
        .doesNotContainPattern("<(script|svg|iframe|object|embed|link|base|form|b)\\b")
        .doesNotContainPattern("<[^>]*\\son\\w+\\s*=")
        .doesNotContainPattern("<[^>]*(href|src)\\s*=\\s*\"?\\s*(javascript|data|vbscript):")
        .doesNotContainPattern("<img[^>]*src")
        .containsOnlyOnce("</body>")
        .containsOnlyOnce("<style>")
        .containsOnlyOnce("</title>");
  }

  @Test
  void aPageMayRunNothingEvenIfItWould() {
    Exchange page = accepting("text/html");
    assertThat(page.answer().headers().getAll("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'")
        .doesNotContain("script-src");
    assertThat(page.answer().headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void programsGetTheMarkdownThatTheDevlogHas() {
    Exchange markdown = accepting("text/markdown");
    assertThat(markdown.answer().headers().get("Content-Type"))
        .isEqualTo("text/markdown; charset=utf-8");
    assertThat(markdown.answer().text()).isEqualTo(accepting("application/json").told("markdown"));
  }

  @Test
  void theTypeThatIsLikedBestIsTaken() {
    assertThat(accepting("text/html;q=0.5, text/markdown").answer().type())
        .isEqualTo("text/markdown");
    assertThat(accepting("image/png").answer().type()).isEqualTo("application/json");
    assertThat(accepting("*/*").answer().type()).isEqualTo("application/json");
    assertThat(accepting("text/html").answer().headers().getAll("Vary").toString())
        .contains("Accept");
  }
}
