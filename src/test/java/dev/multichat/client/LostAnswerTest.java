package dev.multichat.client;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.contract.Note;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.PageQuery;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller is told when no answer, or a strange one, came back. */
class LostAnswerTest {
  private static final Caller ALICE = Caller.agent("alice");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private HubClient to(HttpServer server) {
    URI url = URI.create("http://127.0.0.1:" + server.actualPort());
    return new HubClient(vertx, url, "mc_" + "a".repeat(43));
  }

  @Test
  void whoGotNoReceiptIsToldTheIdThatWasSent() {
    CopyOnWriteArrayList<String> taken = new CopyOnWriteArrayList<>();
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  taken.add(body.toJsonObject().getString("id"));
                                  request.connection().close();
                                }))
                .listen(0, "127.0.0.1"));
    HubClient client = to(server);
    MultichatException lost =
        catchThrowableOfType(
            MultichatException.class,
            () -> await(client.coordinator().send(ALICE, Note.to("bob").draft())));
    assertThat(lost.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(lost.details()).containsEntry("outcome", "unknown");
    assertThat(taken).contains(lost.details().get("id"));
    await(client.close());
  }

  @Test
  void aNewerHubsFieldsAreNoFaultAndAnotherProgramsAnswerIs() {
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .response()
                            .end(
                                request.path().endsWith("/agents")
                                    ? "{\"agents\":[{\"id\":\"bob\",\"mood\":\"new\"}]}"
                                    : "{\"hello\":1}"))
                .listen(0, "127.0.0.1"));
    HubClient client = to(server);
    assertThat(await(client.coordinator().agents(ALICE, new PageQuery(1, null))).items())
        .hasSize(1);
    MultichatException strange =
        catchThrowableOfType(
            MultichatException.class,
            () -> await(client.coordinator().dead(ALICE, new PageQuery(1, null))));
    assertThat(strange.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    await(client.close());
  }

  @Test
  void anUrlWithAPathIsRefused() {
    assertThatThrownBy(() -> new HubClient(vertx, URI.create("http://127.0.0.1:1/hub"), "mc_x"))
        .hasMessageContaining("without a path");
  }
}
