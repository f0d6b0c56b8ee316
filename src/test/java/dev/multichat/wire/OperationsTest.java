package dev.multichat.wire;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.contract.Scene;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/contract.md says is what is served. */
class OperationsTest {
  private static final Path DOCUMENT = Path.of("docs", "contract.md");

  @TempDir Path folder;

  private static List<String> found(String section, String pattern) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("## " + section + "\n");
    assertThat(start).as(section).isNotNegative();
    int end = document.indexOf("\n## ", start + 3);
    String text = document.substring(start, end < 0 ? document.length() : end);
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(row -> row.replaceAll("[|` ]", ""))
        .toList();
  }

  @Test
  void theTableNamesEachOperationOnce() throws IOException {
    Vertx vertx = Vertx.vertx();
    try (Scene scene = new Scene(vertx, Scene.config(folder), Daemon::coordinator)) {
      Set<String> served = new Operations(scene.hub, scene.handover()).byName().keySet();
      assertThat(found("Operations", "^\\| `[a-z]+` \\|"))
          .containsExactlyInAnyOrderElementsOf(served);
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void everyOperationOfThePortIsInTheTable() throws IOException {
    assertThat(found("Operations", "^\\| `[a-z]+` \\|"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Coordinator.class.getMethods()).map(Method::getName).toList());
  }

  @Test
  void everyErrorIsInTheTableWithItsNumber() throws IOException {
    assertThat(found("Errors", "^\\| [A-Z_]+ \\| \\d+ \\|"))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(code -> code.name() + code.number()).toList());
  }
}
