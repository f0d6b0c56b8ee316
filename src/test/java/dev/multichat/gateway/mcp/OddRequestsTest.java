package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are rightly formed, though nobody would expect them so. */
class OddRequestsTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "TEXT/Event-Stream",
        "application/json,text/event-stream;q=0.5",
        "application/json|text/event-stream"
      })
  void whoAcceptsAnEventStreamInWhateverFormIsGivenOne(String accepted) {
    String[] headers = accepting(accepted.replace('|', '\n'));

    Streamed stream = soon(wires.streamed("GET", two, Buffer.buffer(), headers));

    assertThat(stream.status()).isEqualTo(200);
    stream.cut();
  }

  private String[] accepting(String accepted) {
    Stream<String> headers = Stream.of(session(two).headers("", NONE));
    return Stream.concat(headers, Stream.of("Accept", accepted)).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-streams", "text/plain"})
  void whoDoesNotIsToldWhatToAccept(String accepted) {
    Came came = wires.send("GET", two, "", accepting(accepted));

    assertThat(came.status()).isEqualTo(406);
    assertThat(came.text()).contains("text/event-stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[],", "{},", "0,", "{\"a\":{}},", "\"\","})
  void manySmallValuesAreTooMuch(String value) {
    String many = "{\"x\":[" + value.repeat(100_001) + "0]}";
    String whole = "{\"x\":\"" + "\\\",[{".repeat(50_000) + "\"}";

    assertThat(wires.send("POST", two, many).status()).isEqualTo(413);
    assertThat(wires.send("POST", two, whole).status()).as("one text").isEqualTo(400);
  }

  @Test
  void aTextThatUtf8CannotKeepIsAFaultAndNoFailure() {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"uri\":\"\\ud800\",\"name\":\"\\ud800\"}}";
    McpClient client = session(two);
    for (String method : List.of("\\ud800", "resources/read", "tools/call", "prompts/get")) {
      Came came = wires.send("POST", two, body.formatted(method), client.headers("", NONE));

      assertThat(came.status()).as(method).isEqualTo(200);
      assertThat(came.code()).as(method).isIn(-32601, -32602, -32002);
    }
  }
}
