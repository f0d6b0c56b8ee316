package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every answer owes. */
class AnswersTest {
  private static final String MISSING = "/v1/messages/01a2048f-2899-7aad-814c-a1ec68e838ab";

  @TempDir Path folder;
  private House house;
  private String second;

  @BeforeEach
  void open() {
    house = new House(folder);
    second = house.enrolled("agent-2");
    house.enrolled("agent-3");
  }

  @AfterEach
  void close() {
    try {
      assertThat(house.faults()).isEmpty();
    } finally {
      house.close();
    }
  }

  private static void isProblem(Exchange exchange, int status, String code) {
    assertThat(exchange.status()).as(exchange.answer().text()).isEqualTo(status);
    assertThat(exchange.answer().type()).isEqualTo("application/problem+json");
    JsonObject problem = exchange.answer().json();
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("detail")).isNotBlank().endsWith(".");
  }

  @Test
  void aRefusalIsAProblem() {
    isProblem(house.got("/v1/inbox", ""), 401, "UNAUTHENTICATED");
    isProblem(house.got("/v1/inbox", "mc_no"), 401, "UNAUTHENTICATED");
    isProblem(house.got("/v1/tokens", second), 403, "FORBIDDEN");
    isProblem(house.got(MISSING, second), 404, "NOT_FOUND");
    isProblem(house.got("/v1/messages/7", second), 400, "INVALID");
  }

  @Test
  void whoHasNoTokenIsToldWhichSchemeIsExpected() {
    assertThat(house.got("/v1/inbox", "").answer().headers().get("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @Test
  void whereNothingIsIsSaid() {
    isProblem(house.got("/", ""), 404, "NOT_FOUND");
    isProblem(house.got("/v1/nothing", second), 404, "NOT_FOUND");
    isProblem(house.got("/v1/messages/a/b/c", second), 404, "NOT_FOUND");
    isProblem(house.got("/v2/inbox", second), 404, "NOT_FOUND");
  }

  @Test
  void anotherMethodIsToldWhichOnesThereAre() {
    Exchange wrong = house.got("/v1/messages", second);
    isProblem(wrong, 405, "INVALID");
    assertThat(wrong.answer().headers().get("Allow")).isEqualTo("POST");
    Exchange card = house.called("PATCH", "/v1/agents/agent-2", second, Buffer.buffer());
    isProblem(card, 405, "INVALID");
    assertThat(card.answer().headers().get("Allow").split(", "))
        .containsExactlyInAnyOrder("GET", "PUT", "DELETE");
  }

  @Test
  void whoAcceptsNothingOfOursGetsJson() {
    Exchange exchange =
        house.called("GET", "/v1/agents", second, Buffer.buffer(), "Accept", "image/png");
    assertThat(exchange.status()).isEqualTo(200);
    assertThat(exchange.answer().type()).isEqualTo("application/json");
  }

  @Test
  void aMessageIsNewOnceAndKnownEverAfter() {
    JsonObject note =
        new JsonObject()
            .put("id", "01a2048f-2899-7aad-814c-a1ec68e838ab")
            .put("to", new JsonArray().add("agent-3"))
            .put("body", "Once.");
    Exchange first = house.posted("/v1/messages", second, note);
    Exchange again = house.posted("/v1/messages", second, note);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.answer().text()).isEqualTo(first.answer().text());
    String place = first.answer().headers().get("Location");
    assertThat(house.got(place, second).told("body")).isEqualTo("Once.");
    isProblem(house.posted("/v1/messages", second, note.put("body", "Other.")), 409, "CONFLICT");
  }

  @Test
  void aLongAnswerIsZippedForWhoAcceptsIt() {
    for (int i = 0; i < 20; i++) {
      house.enrolled("one-of-many-" + i);
    }
    Exchange plain = house.got("/v1/agents", second);
    Exchange zipped =
        house.called("GET", "/v1/agents", second, Buffer.buffer(), "Accept-Encoding", "gzip");
    assertThat(plain.answer().headers().contains("Content-Encoding")).isFalse();
    assertThat(zipped.answer().headers().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.answer().text()).isEqualTo(plain.answer().text());
    assertThat(zipped.answer().body().length()).isLessThan(plain.answer().body().length() / 2);
  }

  @Test
  void theContractIsServedAsItIsInTheJar() throws Exception {
    Exchange exchange = house.got("/openapi.yaml", "");
    assertThat(exchange.answer().type()).isEqualTo("application/yaml");
    assertThat(OpenApi.parsed(exchange.answer().text()).document)
        .isEqualTo(House.CONTRACT.document);
  }
}
