package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log lines for programs. */
class JsonLinesTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("dev.multichat.Somewhere");
  @TempDir Path folder;

  @BeforeEach
  void begin() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    OutputStreamAppender<ILoggingEvent> stream = new OutputStreamAppender<>();
    stream.setContext(context);
    stream.setEncoder(new JsonLines());
    stream.setOutputStream(bytes);
    stream.start();
    log.addAppender(stream);
  }

  @AfterEach
  void end() {
    context.stop();
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private JsonObject only() {
    assertThat(lines()).hasSize(1);
    return new JsonObject(lines().get(0));
  }

  @Test
  void anEventTellsWhenWhereAndWhat() {
    log.info("{} of {}", 1, "ada");
    JsonObject line = only();
    assertThat(line.fieldNames()).containsExactly("time", "level", "logger", "thread", "message");
    assertThat(line.getString("time"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Instant.parse(line.getString("time"))).isBeforeOrEqualTo(Instant.now());
    assertThat(line.getString("level")).isEqualTo("INFO");
    assertThat(line.getString("logger")).isEqualTo("dev.multichat.Somewhere");
    assertThat(line.getString("thread")).isEqualTo(Thread.currentThread().getName());
    assertThat(line.getString("message")).isEqualTo("1 of ada");
  }

  @Test
  void hostileTextStaysInItsLineAndComesBackAsItWas() {
    String hostile =
        "\"}\r\n{\"level\":\"ERROR\"}\u2028\u2029\u0085\u001b[2J\0 \ud800 \ud83d\ude00";
    log.warn("{}", hostile, new IllegalStateException(hostile, new RuntimeException(hostile)));
    assertThat(bytes.toByteArray()).containsOnlyOnce('\n').doesNotContain(27, '\r');
    assertThat(bytes.toString(StandardCharsets.UTF_8)).matches("\\p{ASCII}*");
    assertThat(only().getString("message")).isEqualTo(hostile);
    JsonObject error = only().getJsonObject("error");
    assertThat(error.getString("class")).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.getString("message")).isEqualTo(hostile);
    assertThat(error.getString("stack")).contains("JsonLinesTest", "Caused by");
  }

  @Test
  void anErrorMayHaveNoMessage() {
    log.error("It failed", new NullPointerException());
    assertThat(only().getJsonObject("error").getString("class"))
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void theTraceIsToldWhenItIsKnown() {
    log.atInfo().addKeyValue("traceparent", "00-1-2-00").log("traced");
    assertThat(only().getString("traceparent")).isEqualTo("00-1-2-00");
  }

  @Test
  void aDaemonLogsNothingButObjectsWhenItIsTold() throws Exception {
    try (Served served =
        Served.in(folder, "--set", "log.format=json", "--set", "log.level=debug")) {
      assertThat(served.terminate(10)).isEqualTo(143);
      List<JsonObject> lines = served.log().lines().map(JsonObject::new).toList();
      assertThat(lines)
          .anySatisfy(line -> assertThat(line.getString("message")).startsWith("Stopped"))
          .allSatisfy(line -> assertThat(line.getString("time")).endsWith("Z"));
    }
  }
}
