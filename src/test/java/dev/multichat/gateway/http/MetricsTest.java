package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.metrics.Meters;
import dev.multichat.metrics.Scrape;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics tell what was done, to who may read everything. */
class MetricsTest extends HttpTrial {
  private String ada;
  private String bo;

  @Override
  Config config() {
    return Tokens.served(Scene.config(folder), folder);
  }

  @BeforeEach
  void enrol() {
    ada = enrolled("ada", Access.AGENT);
    bo = enrolled("bo", Access.AGENT);
  }

  private Scrape scraped() {
    try {
      return new Scrape(get(Measures.PATH).as(operator).answer().body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Answered sent(String token, Note note) throws IOException {
    return post("/v1/messages", note.json().encode()).as(token).answer();
  }

  @Test
  void sendsAreCountedByKindAndRepeatsApart() throws Exception {
    String id = Note.uuid();
    assertThat(sent(ada, Note.request("bo").id(id)).status()).isEqualTo(201);
    assertThat(sent(ada, Note.request("bo").id(id)).status()).isEqualTo(200);
    sent(bo, Note.to().answers(id));
    enrolled("cy", Access.AGENT);
    sent(ada, Note.to("bo", "cy"));

    Scrape told = scraped();
    assertThat(told.of("multichat_sends_total{kind=\"request\"}")).isEqualTo(1);
    assertThat(told.of("multichat_sends_total{kind=\"inform\"}")).isEqualTo(2);
    assertThat(told.of("multichat_sends_repeated_total")).isEqualTo(1);
    assertThat(told.of("multichat_send_seconds_count")).isEqualTo(4);
    assertThat(told.of("multichat_send_seconds_bucket{le=\"+Inf\"}")).isEqualTo(4);
    assertThat(told.of("multichat_entries_total{type=\"message\"}")).isEqualTo(3);
    assertThat(told.of("multichat_inbox_messages_total")).isEqualTo(4);
    assertThat(told.of("multichat_acknowledgements_total")).isEqualTo(1);
    assertThat(told.of("multichat_commit_seconds_count")).isPositive();
    assertThat(told.of("multichat_commit_writes_sum"))
        .isGreaterThanOrEqualTo(told.of("multichat_commit_writes_count"));
    assertThat(told.of("multichat_recorder_waiting_writes")).isZero();
  }

  @Test
  void whatIsTakenIsCountedByItsWay() throws Exception {
    String asked = sent(ada, Note.request("bo")).json().getString("id");
    assertThat(get("/v1/inbox").as(bo).answer().status()).isEqualTo(200);
    assertThat(scraped().of("multichat_deliveries_total{way=\"inbox\"}")).isEqualTo(1);

    post("/v1/inbox/ack", "{\"ids\":[\"" + asked + "\"]}").as(bo).answer();
    assertThat(scraped().of("multichat_acknowledgements_total")).isEqualTo(1);

    AtomicInteger pushes = new AtomicInteger();
    await(
        new BusClient(vertx)
            .receive(Caller.agent("bo"), message -> onlyTheThird(pushes.incrementAndGet())));
    sent(ada, Note.to("bo"));
    eventually(() -> scraped().of("multichat_deliveries_total{way=\"push\"}") == 1);
    Scrape told = scraped();
    assertThat(told.of("multichat_push_failures_total")).isEqualTo(2);
    assertThat(told.of("multichat_redeliveries_total")).isEqualTo(2);
    assertThat(told.of("multichat_entries_total{type=\"dead\"}")).isZero();
  }

  private static Future<?> onlyTheThird(int push) {
    return push < 3 ? Future.failedFuture("not yet") : Future.succeededFuture();
  }

  @Test
  void whatNobodyTakesIsDeadAndCounted() throws Exception {
    await(new BusClient(vertx).receive(Caller.agent("bo"), MetricsTest::never));
    sent(ada, Note.to("bo"));
    eventually(() -> scraped().of("multichat_entries_total{type=\"dead\"}") == 1);
    assertThat(scraped().of("multichat_push_failures_total")).isEqualTo(3);
  }

  private static Future<?> never(Message message) {
    return Future.failedFuture("never");
  }

  @Test
  void refusalsAreCountedByCodeOnEveryWayIn() throws Exception {
    assertThat(sent(ada, Note.to("nobody-here")).status()).isEqualTo(404);
    assertThat(sent("mc_wrong", Note.to("bo")).status()).isEqualTo(401);
    assertThat(get("/v1/dead").as(ada).answer().status()).isEqualTo(403);
    assertThat(get("/nowhere").as(ada).answer().status()).isEqualTo(404);
    assertThat(post("/v1/messages", "{").as(ada).answer().status()).isEqualTo(400);
    assertThat(post("/v1/dead", "{}").as(ada).answer().status()).isEqualTo(405);
    assertThat(get("/health/live").host("evil\u0001").answer().status()).isEqualTo(400);
    Scene.refused(
        ErrorCode.NOT_FOUND,
        new BusClient(vertx).coordinator().send(Caller.agent("ada"), Note.to("no-one").draft()));

    Scrape told = scraped();
    assertThat(told.of("multichat_refusals_total{code=\"not_found\"}")).isEqualTo(3);
    assertThat(told.of("multichat_refusals_total{code=\"unauthenticated\"}")).isEqualTo(1);
    assertThat(told.of("multichat_refusals_total{code=\"forbidden\"}")).isEqualTo(1);
    assertThat(told.of("multichat_refusals_total{code=\"invalid\"}")).isEqualTo(3);
    assertThat(told.of("multichat_refusals_total{code=\"internal\"}")).isZero();
  }

  @Test
  void whatTheGuardsHoldAndLimitIsCounted() throws Exception {
    String id = sent(ada, Note.request("bo")).json().getString("id");
    Answered last = sent(bo, Note.to().answers(id));
    for (int i = 1; last.status() == 201; i++) {
      last = sent(i % 2 == 0 ? bo : ada, Note.to().answers(last.json().getString("id")));
    }
    assertThat(last.status()).isEqualTo(429);
    Scrape told = scraped();
    assertThat(told.of("multichat_guard_refusals_total{limit=\"loop\"}")).isEqualTo(1);
    assertThat(told.of("multichat_entries_total{type=\"held\"}")).isEqualTo(1);
    assertThat(told.of("multichat_refusals_total{code=\"limited\"}")).isEqualTo(1);
  }

  @Test
  void connectionsAndStreamsAreCountedWhileTheyAreOpen() throws Exception {
    assertThat(scraped().of("multichat_connections{kind=\"http\"}")).isEqualTo(1);
    Followed stream = Followed.at(port, "/v1/inbox/stream", ada).open();
    Scrape open = scraped();
    assertThat(open.of("multichat_connections{kind=\"stream\"}")).isEqualTo(1);
    assertThat(open.of("multichat_connections{kind=\"http\"}")).isEqualTo(2);
    stream.close();
    eventually(
        () -> {
          Scrape told = scraped();
          return told.of("multichat_connections{kind=\"stream\"}") == 0
              && told.of("multichat_connections{kind=\"http\"}") == 1;
        });
  }

  @Test
  void onlyReadersAndOperatorsSeeThem() throws Exception {
    Answered seen = get(Measures.PATH).as(enrolled("board", Access.READER)).answer();
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.headers()).containsEntry("content-type", Meters.TYPE);
    Answered refused = get(Measures.PATH).as(ada).answer();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("multichat_");
    assertThat(get(Measures.PATH).answer().status()).isEqualTo(401);
  }

  @Test
  void noTextOfAgentsAppearsInThem() throws Exception {
    String canary = "canary-7f3a";
    String token = enrolled(canary, Access.AGENT);
    sent(token, Note.request("bo").with("key", canary).body(canary).with("subject", canary));
    sent(token, Note.request(canary + "-nobody"));
    get("/v1/sessions/" + canary).as(token).answer();
    get("/" + canary + "?" + canary + "=1").as(canary).answer();
    post("/v1/messages", "{\"kind\":\"" + canary + "\"}").as(token).answer();
    String text = get(Measures.PATH).as(operator).answer().body();
    assertThat(text).contains("multichat_sends_total").doesNotContain(canary);
  }

  @Test
  void theProcessIsMeasuredToo() {
    Scrape told = scraped();
    assertThat(told.names())
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "multichat_build_info");
    assertThat(told.of("process_start_time_seconds")).isGreaterThan(1_700_000_000);
    assertThat(told.of("multichat_devlog_lag_entries")).isZero();
  }
}
