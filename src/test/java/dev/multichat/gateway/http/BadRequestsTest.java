package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant is refused with the caller's fault, never with the hub's. */
class BadRequestsTest {
  private static final int DEEP = 30_000;
  private static final String GOOD = "{\"to\":[\"agent-3\"],\"body\":\"x\"}";

  @TempDir static Path folder;
  private static House house;
  private static String second;

  @BeforeAll
  static void open() {
    house = new House(folder);
    second = house.enrolled("agent-2");
    house.enrolled("agent-3");
  }

  @AfterAll
  static void close() {
    try {
      assertThat(house.faults()).isEmpty();
    } finally {
      house.close();
    }
  }

  private static void isRefused(int status, Exchange exchange) {
    assertThat(exchange.status()).as(exchange.answer().text()).isEqualTo(status);
    assertThat(exchange.answer().type()).isEqualTo("application/problem+json");
    assertThat(exchange.told("detail")).isNotBlank();
  }

  private static Exchange posted(String path, Buffer body) {
    return house.called("POST", path, second, body, "Content-Type", "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "7",
        "\"text\"",
        "\"\"",
        "[]",
        "[{}]",
        "{",
        "{}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\"} {}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\"} x",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",}",
        "{\"to\":[\"agent-3\",],\"body\":\"x\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\" /* why */}",
        "// why\n{\"to\":[\"agent-3\"],\"body\":\"x\"}",
        "{'to':['agent-3'],'body':'x'}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"body\":\"y\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"bodi\":\"y\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"metadata\":{\"a\":\"1\",\"a\":\"2\"}}",
        "{\"to\":[\"agent-3\"],\"body\":7}",
        "{\"to\":\"agent-3\",\"body\":\"x\"}",
        "{\"to\":[null],\"body\":\"x\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"replyExpected\":\"yes\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"kind\":1}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"replyBy\":1e999999999}",
        "{\"to\":[\"agent-3\"],\"body\":\"x\",\"from\":null,\"from\":\"agent-2\"}",
        "{\"to\":[\"agent-3\"],\"body\":\"\\ud800\"}",
      })
  void aBodyThatIsNoDraftIsInvalid(String body) {
    isRefused(400, posted("/v1/messages", Buffer.buffer(body)));
    isRefused(400, posted("/v1/ask", Buffer.buffer(body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "{\"a\":1}", "{\"id\":7}", "{\"session\":{}}"})
  void everyOtherBodyIsAnObjectOfKnownFields(String body) {
    for (String path :
        new String[] {
          "/inbox/ack", "/sessions", "/agents", "/sessions/x/join", "/dead/x/requeue"
        }) {
      isRefused(400, posted("/v1" + path, Buffer.buffer(body)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"to\":[["})
  void aBodyWithoutGroundIsInvalid(String step) {
    isRefused(400, posted("/v1/messages", Buffer.buffer(step.repeat(DEEP))));
    isRefused(400, posted("/v1/inbox/ack", Buffer.buffer(step.repeat(DEEP))));
  }

  @Test
  void bytesThatAreNoUtf8AreInvalid() {
    Buffer bad = Buffer.buffer("{\"to\":[\"agent-3\"],\"body\":\"");
    isRefused(400, posted("/v1/messages", bad.appendBytes(new byte[] {(byte) 0xC3, '"', '}'})));
    Buffer latin = Buffer.buffer(GOOD.replace("x", "ü").getBytes(StandardCharsets.ISO_8859_1));
    isRefused(400, posted("/v1/messages", latin));
    Buffer wide = Buffer.buffer(GOOD.getBytes(StandardCharsets.UTF_16));
    isRefused(400, posted("/v1/messages", wide));
    Exchange meant = posted("/v1/messages", Buffer.buffer(GOOD.replace("x", "\uFFFD")));
    assertThat(meant.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/json; charset=latin1", "x", ""})
  void anotherTypeOfContentIsUnsupported(String type) {
    isRefused(
        415,
        house.called("POST", "/v1/messages", second, Buffer.buffer(GOOD), "Content-Type", type));
  }

  @Test
  void aBodyThatIsZippedOrOfNoTypeIsUnsupported() {
    isRefused(415, house.called("POST", "/v1/messages", second, Buffer.buffer(GOOD)));
    isRefused(415, house.called("POST", "/v1/messages", second, Buffer.buffer()));
    String[] zipped = {"Content-Type", "application/json", "Content-Encoding", "gzip"};
    isRefused(415, house.called("POST", "/v1/messages", second, Buffer.buffer(GOOD), zipped));
  }

  @Test
  void whatIsTooLargeIsSaidToBe() {
    isRefused(413, posted("/v1/messages", Buffer.buffer(GOOD.replace("x", "x".repeat(5000)))));
    Buffer huge = Buffer.buffer(GOOD.replace("x", "x".repeat(2 * 1024 * 1024)));
    isRefused(
        413,
        house.direct("POST", "/v1/messages", second, huge, "Content-Type", "application/json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=",
        "limit=1.5",
        "limit=-1",
        "limit=99999999999",
        "limit=99999999999999999999",
        "limit=1&limit=2",
        "waitMs=60001",
        "waitMs=-1",
        "cursor=x",
        "cursor=%00",
        "agent=..",
        "agent=%F0%9F%98%80",
        "agents=agent-2",
        "limit",
      })
  void aQueryThatIsNoneIsInvalid(String query) {
    isRefused(400, house.got("/v1/inbox?" + query, second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/inbox?cursor=%zz",
        "/v1/inbox?%",
        "/v1/agents/%zz",
        "/v1/agents/%",
        "/v1/agents/%00",
        "/v1/agents/a%2Fb",
        "/v1/agents/%C3",
        "/v1/sessions/%E2%80%AE",
        "/v1/messages/%20"
      })
  void anAddressThatIsNoneIsInvalid(String target) {
    isRefused(400, house.direct("GET", target, second, Buffer.buffer()));
  }
}
