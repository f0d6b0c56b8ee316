package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.core.Access;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A token is seen by whom it was given to, and in no answer, log line or file ever again. */
class CanaryTest extends HttpTrial {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> answers = new ArrayList<>();
  private final Level usual = ROOT.getLevel();

  @Override
  Config config() {
    Config plain = super.config();
    return new Config(
        plain.store(),
        new DevlogSettings(true, folder.resolve("devlogs").toString()),
        plain.limits(),
        plain.guards(),
        plain.recorder(),
        plain.delivery(),
        plain.retention(),
        plain.http(),
        plain.metrics(),
        plain.log(),
        plain.cluster());
  }

  @BeforeEach
  void listen() {
    log.start();
    ROOT.addAppender(log);
    Logger ours = (Logger) LoggerFactory.getLogger("dev.multichat");
    ours.setLevel(Level.TRACE);
  }

  @AfterEach
  void silence() {
    ROOT.detachAppender(log);
    ROOT.setLevel(usual);
    ((Logger) LoggerFactory.getLogger("dev.multichat")).setLevel(null);
  }

  private void asked(Asked asked) throws IOException {
    Answered answered = asked.answer();
    answers.add(answered.status() + " " + answered.headers() + " " + answered.body());
  }

  @Test
  void noAnswerNoLogLineAndNoFileHoldsAToken() throws Exception {
    String alice = enrolled("alice", Access.AGENT);
    String bob = enrolled("bob", Access.AGENT);
    String note =
        new JsonObject()
            .put("to", new JsonArray().add("bob"))
            .put("kind", "request")
            .put("body", "Ready?")
            .encode();
    everythingIsTried(alice, bob, note);
    daemon.devlogsWritten().toCompletionStage().toCompletableFuture().get();

    for (String token : List.of(alice, bob, operator)) {
      String secret = token.substring(3);
      assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(secret));
      assertThat(log.list)
          .isNotEmpty()
          .noneMatch(event -> event.getFormattedMessage().contains(secret));
      assertThat(filesWith(secret))
          .isEqualTo(
              token.equals(operator) ? List.of(folder.resolve("operator.token")) : List.<Path>of());
    }
  }

  private void everythingIsTried(String alice, String bob, String note) throws IOException {
    asked(post("/v1/messages", note).as(alice));
    asked(post("/v1/messages", note).as(bob + "x"));
    asked(post("/v1/messages", "{" + note).as(alice));
    asked(post("/v1/messages", new JsonObject(note).put("from", "bob").encode()).as(alice));
    asked(get("/v1/inbox").as(bob));
    asked(get("/v1/inbox?token=" + alice).as(bob));
    asked(get("/v1/agents/" + alice).as(bob));
    asked(get("/v1/agents").as(alice).header("Multichat-Agent", "bob"));
    asked(get("/v1/agents").as(alice).header("Multichat-Agent", bob));
    asked(get("/v1/agents").as(alice).header("Origin", bob));
    asked(get("/v1/agents").as(alice).host(bob));
    asked(get("/v1/nowhere/" + alice).as(alice));
    asked(get("/v1/tokens").as(operator));
    asked(get("/v1/status").as(operator));
    asked(get("/health/ready"));
    asked(post("/v1/agents", new JsonObject().put("id", "alice").encode()).as(operator));
    asked(post("/v1/agents/alice/token", new JsonObject().put("x", alice).encode()).as(operator));
  }

  private List<Path> filesWith(String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
