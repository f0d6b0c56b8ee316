package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client of each version begins, and gets as far as a tool. */
class BeginningTest extends McpTrial {

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2024-11-05, 2025-11-25",
    "2026-07-28, 2025-11-25"
  })
  void initializeAgreesOnAVersionThatHasSessions(String wanted, String agreed) {
    McpClient client = new McpClient(wires, two);

    JsonObject begun = client.initialize(wanted);

    assertThat(begun.getString("protocolVersion")).isEqualTo(agreed);
    assertThat(begun.getJsonObject("capabilities").containsKey("tools")).isTrue();
    assertThat(begun.getJsonObject("serverInfo").getString("name")).isEqualTo("multichat");
    assertThat(client.session()).matches("[0-9a-f]{32}");
    assertThat(client.result("ping", new JsonObject()).isEmpty()).isTrue();
    assertThat(told(client.tool("whoami", new JsonObject())).getString("id")).isEqualTo(TWO);
  }

  @Test
  void withoutASessionEachRequestSaysAllThatItNeeds() {
    McpClient client = stateless(three);

    JsonObject discovered = client.result("server/discover", new JsonObject());

    assertThat(discovered.getJsonArray("supportedVersions"))
        .isEqualTo(new JsonArray("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\"]"));
    assertThat(discovered.getString("resultType")).isEqualTo("complete");
    assertThat(discovered.getInteger("ttlMs")).isPositive();
    JsonObject listed = client.result("tools/list", new JsonObject());
    assertThat(listed.getString("cacheScope")).isEqualTo("private");
    assertThat(told(client.tool("whoami", new JsonObject())).getString("id")).isEqualTo(THREE);
  }
}
