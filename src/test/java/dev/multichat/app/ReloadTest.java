package dev.multichat.app;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon that gets a real SIGHUP. */
@DisabledOnOs(OS.WINDOWS)
class ReloadTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Served served;
  private String url;
  private String token;

  @BeforeEach
  void start() throws IOException {
    write("guards:\n  agentPerSecond: 0\n");
    served = Served.in(folder);
    Matcher found = URL.matcher(served.ready());
    assertThat(found.find()).isTrue();
    url = found.group();
    token = Files.readString(folder.resolve("data/operator.token")).strip();
  }

  @AfterEach
  void stop() {
    served.close();
    await(vertx.close());
  }

  private void write(String yaml) throws IOException {
    Path file = folder.resolve("conf/multichat.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  /** Has it read the file again, and waits until it has said this. */
  private void hangUp(String says) throws Exception {
    String before = served.log();
    String pid = Long.toString(served.pid());
    assertThat(new ProcessBuilder("kill", "-HUP", pid).start().waitFor()).isZero();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!served.log().substring(before.length()).contains(says)) {
      assertThat(System.nanoTime()).as("said in time: " + served.log()).isLessThan(until);
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
  }

  /** The status of a message from an agent, which guards limit. */
  private int sent() throws Exception {
    return post("/v1/messages", hello());
  }

  private List<Integer> sentAtOnce(int count) {
    HttpRequest request = request("/v1/messages", hello());
    return Stream.generate(() -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
        .limit(count)
        .toList()
        .stream()
        .map(answer -> answer.join().statusCode())
        .toList();
  }

  private static JsonObject hello() {
    JsonArray to = new JsonArray().add("operator");
    return new JsonObject().put("to", to).put("body", "Hello");
  }

  private int post(String path, JsonObject body) throws Exception {
    return CLIENT.send(request(path, body), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private HttpRequest request(String path, JsonObject body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Multichat-Agent", path.endsWith("agents") ? "operator" : "ada")
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
        .build();
  }

  @Test
  void whatCanChangeDoesAndWhatCannotIsNamed() throws Exception {
    assertThat(post("/v1/agents", new JsonObject().put("id", "ada"))).isEqualTo(201);
    for (int i = 0; i < 4; i++) {
      assertThat(sent()).isEqualTo(201);
    }

    write(
        "guards:\n  agentPerSecond: 1\n  agentBurst: 2\n"
            + "retention:\n  closedAfterDays: 30\n"
            + "log:\n  format: json\n"
            + "store: redis://user:geheim@other\n"
            + "limits:\n  recipients: 7\n");
    hangUp("limits.recipients");

    String said = served.log();
    assertThat(said)
        .contains("now in force: guards.agentPerSecond = '1', guards.agentBurst = '2',")
        .contains("retention.closedAfterDays = '30', log.format = 'json'")
        .contains("A restart is needed for: store = 'redis://user:***@other', limits.recipients")
        .doesNotContain("geheim");
    JsonObject last = new JsonObject(said.lines().reduce("", (one, two) -> two));
    assertThat(last.getString("level")).isEqualTo("WARN");
    assertThat(sentAtOnce(10)).contains(201, 429);

    write("guards:\n  agentPerSecond: 0\n");
    hangUp("guards.agentPerSecond = '0'");
    assertThat(sent()).isEqualTo(201);
    assertThat(served.terminate(10)).isEqualTo(143);
  }

  @Test
  void aBadFileChangesNothingAndSaysWhy() throws Exception {
    post("/v1/agents", new JsonObject().put("id", "ada"));
    write("guards:\n  agentPerSecond: 1\n  agentBurst: 1\nlog:\n  level: loud\n");
    hangUp("it was. log.level is 'loud' (file:conf/multichat.yaml); it must be one of off, error,");
    for (int i = 0; i < 3; i++) {
      assertThat(sent()).isEqualTo(201);
    }
    write("guards: [");
    hangUp("it was. The configuration file conf/multichat.yaml is not valid YAML");
    write("guards:\n  agentPerSecond: -1\n");
    hangUp("it was. guards.agentPerSecond is '-1' (file:conf/multichat.yaml); it must be 0 to ");
    write("guards:\n  agentPerSecond: 3000000000\n");
    hangUp("is '3000000000' (file:conf/multichat.yaml); it must be a whole number of at most");
    Files.delete(folder.resolve("conf/multichat.yaml"));
    hangUp("it was. The configuration file conf/multichat.yaml is gone; put it back, or an empty");
    assertThat(sentAtOnce(3)).containsOnly(201);
    write("");
    hangUp("guards.agentPerSecond = '1000'");
    assertThat(served.terminate(10)).isEqualTo(143);
  }

  @Test
  void nothingNewIsSaidToo() throws Exception {
    hangUp("nothing that can change now has changed");
    assertThat(served.log()).doesNotContain("WARN", "ERROR");
  }
}
