package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour with curl works as it stands there; it needs bash and curl. */
@Tag("it")
class ReadmeTourTest {
  private static final String SERVE = "java -jar target/multichat.jar serve";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir Path folder;

  @Test
  void twoAgentsTalkWithNothingButCurl() throws Exception {
    List<String> blocks = blocks("## Two agents and curl");
    assertThat(blocks.get(0).strip()).isEqualTo(SERVE);
    command();
    try (Served served = Served.in(folder)) {
      URI url = URI.create(address(served.ready()));
      String script = "set -eu\n" + String.join("", blocks.subList(1, blocks.size()));
      assertThat(script).contains("127.0.0.1:8642");
      Path tour = folder.resolve("tour.sh");
      Files.writeString(tour, script.replace(":8642", ":" + url.getPort()));
      ProcessBuilder bash = new ProcessBuilder("bash", tour.toString()).directory(folder.toFile());

      Ended ended = Ended.of(folder, bash);

      assertThat(ended.err()).isEmpty();
      assertThat(ended.code()).isZero();
      assertThat(ended.out())
          .contains("\"state\":\"answered\"")
          .contains("\"body\":\"Yes, since noon.\"")
          .contains("# alice to bob: The build")
          .contains("## bob response")
          .doesNotContain("mc_");
    }
  }

  /** What {@code package} leaves at this place, of the classes that are tested. */
  private void command() throws IOException {
    Path script = folder.resolve("target/multichat");
    Files.createDirectories(script.getParent());
    List<String> words = SecondJvm.of(folder, Main.class).command();
    StringBuilder line = new StringBuilder("#!/bin/sh\nexec");
    words.forEach(word -> line.append(" '").append(word).append('\''));
    Files.writeString(script, line.append(" \"$@\"\n"));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static String address(String ready) {
    return ADDRESS.matcher(ready).results().map(MatchResult::group).findFirst().orElseThrow();
  }

  private static List<String> blocks(String heading) throws IOException {
    String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
    int begin = readme.indexOf(heading + "\n");
    assertThat(begin).isNotNegative();
    String section = readme.substring(begin, readme.indexOf("\n## ", begin + 1));
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(section)
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
