package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Caller;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A trace goes with a message from its sender to its recipient, whatever the ways. */
class TraceTest extends StreamTrial {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private Answered sent(String target, Note note, String header) throws IOException {
    return post(target, note.json().encode()).header("traceparent", header).as(ada).answer();
  }

  private String kept(String id) throws IOException {
    return get("/v1/messages/" + id).as(bo).answer().json().getString("traceparent");
  }

  @Test
  void theHeaderBecomesTheFieldUnlessThereIsOne() throws Exception {
    String one = sent("/v1/messages", Note.to("bo"), TRACE).json().getString("id");
    assertThat(kept(one)).isEqualTo(TRACE);
    Note own = Note.to("bo").with("traceparent", OTHER);
    String two = sent("/v1/messages", own, TRACE).json().getString("id");
    assertThat(kept(two)).isEqualTo(OTHER);
    Answered asked = sent("/v1/ask", Note.request("bo").with("waitMs", 0), TRACE);
    assertThat(kept(asked.json().getJsonObject("receipt").getString("id"))).isEqualTo(TRACE);
    Answered again =
        sent("/v1/ask", Note.request("bo").with("waitMs", 0).with("traceparent", OTHER), TRACE);
    assertThat(kept(again.json().getJsonObject("receipt").getString("id"))).isEqualTo(OTHER);
  }

  @Test
  void aMalformedHeaderIsIgnoredAndAMalformedFieldRefused() throws Exception {
    Answered ignored = sent("/v1/messages", Note.to("bo"), "00-a-b-01");
    assertThat(ignored.status()).isEqualTo(201);
    assertThat(kept(ignored.json().getString("id"))).isNull();
    Answered refused = sent("/v1/messages", Note.to("bo").with("traceparent", "00-a-b-01"), TRACE);
    assertThat(refused.code()).isEqualTo("INVALID");
    assertThat(refused.body()).contains("'traceparent'");
  }

  @Test
  void sendingAgainInAnotherTraceIsSendingTheSame() throws Exception {
    Note note = Note.to("bo").id(Note.uuid());
    assertThat(sent("/v1/messages", note, TRACE).status()).isEqualTo(201);
    assertThat(sent("/v1/messages", note, OTHER).status()).isEqualTo(200);
    assertThat(kept(note.json().getString("id"))).isEqualTo(TRACE);
  }

  @Test
  void itIsInTheInboxAndTheStreamsAndIsThereAfterARestart() throws Exception {
    Followed inbox = followed(INBOX, bo);
    String id = sent("/v1/messages", Note.to("bo"), TRACE).json().getString("id");
    assertThat(inbox.next().told("traceparent")).isEqualTo(TRACE);
    restart();
    assertThat(kept(id)).isEqualTo(TRACE);
    JsonObject page = get("/v1/inbox").as(bo).answer().json();
    assertThat(page.getJsonArray("messages").getJsonObject(0).getString("traceparent"))
        .isEqualTo(TRACE);
    assertThat(followed(INBOX, bo).next().told("traceparent")).isEqualTo(TRACE);
  }

  @Test
  void aPushOnTheEventBusHasItInTheMessageAndAsAHeader() throws Exception {
    Promise<Message<JsonObject>> first = Promise.promise();
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "multichat.agent.bo",
            push -> {
              first.tryComplete(push);
              push.reply(null);
            });
    await(new BusClient(vertx).coordinator().presence(Caller.agent("bo"), "bo"));
    sent("/v1/messages", Note.to("bo"), TRACE);
    Message<JsonObject> push = await(first.future());
    assertThat(push.headers().get("traceparent")).isEqualTo(TRACE);
    assertThat(push.body().getString("traceparent")).isEqualTo(TRACE);
  }

  @Test
  void aMessageSentOverTheEventBusKeepsItOverHttp() throws Exception {
    Note note = Note.to("bo").with("traceparent", OTHER);
    String id = await(new BusClient(vertx).coordinator().send(Scene.as("ada"), note.draft())).id();
    assertThat(kept(id)).isEqualTo(OTHER);
  }
}
