package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The founding conversation as a user runs it. */
class DemoTest {
  @TempDir Path folder;

  @Test
  void fourAgentsConverseAndLeaveTheirSessionAndItsDevlogs() throws Exception {
    Ended demo = Ended.of(folder, "demo");

    assertThat(demo.err()).isEmpty();
    assertThat(demo.code()).isZero();
    for (String heard :
        List.of(
            "agent-8 <- agent-3  inform ",
            "agent-3 <- agent-2  propose ",
            "agent-2 <- agent-4  accept ",
            "agent-2 <- agent-8  refuse ",
            "agent-2 <- agent-8  propose ",
            "agent-8 <- agent-2  accept ")) {
      assertThat(demo.out()).contains(heard);
    }
    assertThat(demo.out()).contains("Read back from the store: 10 messages, each as it was said.");

    List<String> devlogs = demo.out().lines().filter(l -> l.startsWith("  devlogs/")).toList();
    assertThat(devlogs).hasSize(3).allMatch(name -> Files.exists(folder.resolve(name.strip())));
    String founding =
        texts(devlogs).filter(t -> t.contains("Agent-8 response (2)")).toList().get(0);
    filled(founding, "Message summary", "Agent-2 response", "Agent-3 response");
    filled(founding, "Agent-4 response", "Agent-8 response", "Key points", "Next steps", "Status");
  }

  private Stream<String> texts(List<String> names) {
    return names.stream().map(name -> text(folder.resolve(name.strip())));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each section says something before the next one begins. */
  private static void filled(String devlog, String... sections) {
    for (String section : sections) {
      assertThat(devlog).containsPattern("\n## " + section + "\n\n(?!_None|#)\\S");
    }
  }

  @Test
  void aSecondRunOnTheSameStoreIsASessionOfItsOwn() throws Exception {
    assertThat(Ended.of(folder, "demo").code()).isZero();
    Ended second = Ended.of(folder, "demo");

    assertThat(second.err()).isEmpty();
    assertThat(second.code()).isZero();
    JsonArray sessions =
        new JsonObject(Ended.of(folder, "sessions", "--json").out()).getJsonArray("sessions");
    assertThat(sessions).hasSize(2);
    assertThat(second.out()).contains(sessions.getJsonObject(0).getString("id"));
  }
}
