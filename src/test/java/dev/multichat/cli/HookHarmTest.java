package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hook makes of files and answers that are not the hub's, and of long inputs. */
@Tag("it")
class HookHarmTest extends HookTrial {
  private static final HookFixture CLAUDE = HookFixture.of("claude");
  private static final String NOTICE =
      "{\"decision\":\"block\",\"reason\":\"Notice of the Multichat hub: 1 new message waits.\"}";

  private static Path told(Path hook) {
    return hook.resolveSibling(hook.getFileName() + ".told");
  }

  private static Path kept(Path hook) throws IOException {
    try (Stream<Path> files = Files.list(told(hook))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]+"))
          .findFirst()
          .get();
    }
  }

  @Test
  void aLongInputIsSearchedToItsEnd() throws Exception {
    Path hook = hook(CLAUDE);
    sent("First");
    String said = "\\\"stop_hook_active\\\":true, {[x] ".repeat(40_000);
    String input = "{\"last_assistant_message\":\"" + said + "\",\"stop_hook_active\" : %s}";

    assertThat(stopping(hook, input.formatted("true"))).isEmpty();
    assertThat(stopping(hook, input.formatted("false"))).contains("First");
  }

  @Test
  void theMarksOfManyOthersSilenceNobody() throws Exception {
    Path hook = hook(CLAUDE);
    for (int i = 0; i < 2000; i++) {
      Files.writeString(told(hook).resolve("other-" + i), "other-" + i + ":MTp6c3Q6NDI\n");
    }
    sent("First");

    assertThat(stopping(hook, CLAUDE.input())).contains("First");
    assertThat(stopping(hook, CLAUDE.input())).isEmpty();
  }

  @Test
  void nothingIsWrittenThroughALink() throws Exception {
    Path hook = hook(CLAUDE);
    sent("First");
    stopping(hook, CLAUDE.input());
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    Path kept = kept(hook);
    Files.delete(kept);
    Files.createSymbolicLink(kept, precious);

    assertThat(stopping(hook, CLAUDE.input())).contains("First");
    assertThat(stopping(hook, CLAUDE.input())).isEmpty();

    assertThat(precious).hasContent("mine");
    assertThat(Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)).isTrue();
    try (Stream<Path> files = Files.list(told(hook))) {
      assertThat(files).as("nothing is left beside it").containsExactly(kept);
    }
  }

  @Test
  void theFolderOfWhatWasToldIsMadePrivate() throws Exception {
    Path hook = folder.resolve("it's here").resolve("claude.sh");
    Files.createDirectories(told(hook));
    Files.setPosixFilePermissions(told(hook), PosixFilePermissions.fromString("rwxrwxrwx"));

    hook(CLAUDE);

    assertThat(Files.getPosixFilePermissions(told(hook)))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  static Stream<Arguments> answers() {
    String text = "text/plain; charset=utf-8";
    return Stream.of(
        Arguments.of("a notice", 200, text, "agent-9:x\n" + NOTICE + "\n", true),
        Arguments.of("another type", 200, "text/html", "agent-9:x\n" + NOTICE + "\n", false),
        Arguments.of("another status", 201, text, "agent-9:x\n" + NOTICE + "\n", false),
        Arguments.of("other words", 200, text, "agent-9:x\n{\"decision\":\"block\"}\n", false),
        Arguments.of("a mark that is none", 200, text, "$(x)\n" + NOTICE + "\n", false),
        Arguments.of("no mark", 200, text, NOTICE + "\n", false),
        Arguments.of("more lines", 200, text, "agent-9:x\n" + NOTICE + "\n" + NOTICE + "\n", false),
        Arguments.of(
            "an escape", 200, text, "agent-9:x\n" + NOTICE.replace("1", "\u001b[2J") + "\n", false),
        Arguments.of(
            "too much",
            200,
            text,
            "agent-9:x\n" + NOTICE.replace("1", "1".repeat(20_000)) + "\n",
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void onlyANoticeIsPassedOn(String what, int status, String type, String body, boolean passed)
      throws Exception {
    Path hook = hook(CLAUDE);
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    other.start();
    try {
      String there = "http://127.0.0.1:" + other.getAddress().getPort();
      Files.writeString(hook, Files.readString(hook).replace(home.url(), there));

      assertThat(stopping(hook, CLAUDE.input())).isEqualTo(passed ? NOTICE + "\n" : "");
    } finally {
      other.stop(0);
    }
  }
}
