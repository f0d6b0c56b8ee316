package dev.multichat.gateway.ws;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program of docs/contract.md as it stands there, run by Node with its own WebSocket. */
@Tag("it")
class DocumentedClientTest extends SocketTrial {
  @Test
  void itAsksAndTakesWhatItIsSent() throws Exception {
    Files.writeString(folder.resolve("live.mjs"), documented());
    Path out = folder.resolve("live.out");
    ProcessBuilder builder =
        new ProcessBuilder("node", "--experimental-websocket", "live.mjs")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("TOKEN", two);
    builder.environment().put("URL", daemon.url().replace("http", "ws") + "/v1/ws");
    Process node = builder.start();
    try {
      answered();
      eventually(() -> text(out).contains("agent-3: Anything else?"));
      eventually(() -> text(out).contains("answered [ 'It is 8642.' ]"));
      assertThat(text(out)).contains("agent-3: It is 8642.").doesNotContain("mc_");
      eventually(this::isEmpty);
      await(daemon.close());
      assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(text(out)).contains("closed: 1001 The hub is stopping");
    } finally {
      node.destroyForcibly();
    }
  }

  private void answered() {
    Message asked =
        await(
                daemon
                    .coordinator()
                    .inbox(Caller.agent(THREE), new InboxQuery(null, 20_000, 1, null)))
            .items()
            .get(0);
    assertThat(asked.body()).isEqualTo("Which port?");
    Draft reply = Draft.of(Kind.ACCEPT, List.of(), "", "It is 8642.");
    await(daemon.coordinator().send(Caller.agent(THREE), reply.at(null, null, asked.id())));
    Draft more = Draft.of(Kind.INFORM, List.of(TWO), "", "Anything else?");
    await(daemon.coordinator().send(Caller.agent(THREE), more));
  }

  private boolean isEmpty() {
    InboxQuery all = new InboxQuery(null, 0, 10, null);
    return await(daemon.coordinator().inbox(Caller.agent(TWO), all)).items().isEmpty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String documented() throws IOException {
    String contract = Files.readString(Path.of("docs/contract.md"));
    String section = contract.substring(contract.indexOf("## Over WebSocket\n"));
    Matcher block = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
