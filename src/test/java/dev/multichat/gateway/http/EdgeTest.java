package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.wire.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of other sites, rebound names and forms reach nothing, whatever the endpoint. */
class EdgeTest extends HttpTrial {
  private static final String UUID = "0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa";

  @Override
  Map<String, String> http() {
    return Map.of(
        "http.hosts", "hub.example, other.example", "http.origins", "https://board.example");
  }

  private record Place(String method, String target) {}

  private static List<Place> everywhere() {
    List<Place> places = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.ALL) {
      String path = endpoint.path().replaceAll("\\{\\w+}", UUID);
      places.add(new Place(endpoint.method(), Endpoint.BASE + path));
    }
    for (Endpoint stream : Endpoint.STREAMS) {
      String path = stream.path().replaceAll("\\{\\w+}", UUID);
      places.add(new Place("GET", Endpoint.BASE + path + "?cursor=none"));
    }
    places.add(new Place("GET", "/health/live"));
    places.add(new Place("GET", "/health/ready"));
    places.add(new Place("GET", "/openapi.yaml"));
    places.add(new Place("GET", "/nowhere"));
    return places;
  }

  private Asked at(Place place) {
    return new Asked(place.method(), place.target()).as(operator);
  }

  @Test
  void anotherHostsNameIsRefusedEverywhere() throws Exception {
    for (Place place : everywhere()) {
      for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "hub.example.evil")) {
        Answered answered = at(place).host(host).answer();
        assertThat(answered.status()).as(place + " " + host).isEqualTo(403);
        assertThat(answered.code()).isEqualTo("FORBIDDEN");
      }
    }
  }

  @Test
  void anotherSitesPageIsRefusedEverywhere() throws Exception {
    for (Place place : everywhere()) {
      for (String origin :
          List.of(
              "https://evil.example",
              "null",
              "http://127.0.0.1:1",
              "https://board.example.evil",
              "http://board.example",
              "http://localhost:" + port)) {
        Answered answered = at(place).header("Origin", origin).answer();
        assertThat(answered.status()).as(place + " " + origin).isEqualTo(403);
        assertThat(answered.headers()).doesNotContainKey("access-control-allow-origin");
      }
    }
  }

  @Test
  void aFormOfAnotherTypeIsRefusedWhereverABodyIsTaken() throws Exception {
    for (Place place : everywhere()) {
      if (place.method().equals("POST") || place.method().equals("PUT")) {
        for (String type :
            List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "text/plain; application/json")) {
          Answered answered = at(place).header("Content-Type", type).body("{}").answer();
          assertThat(answered.status()).as(place + " " + type).isEqualTo(415);
        }
      }
    }
  }

  @Test
  void theNamesThatAreOursAreLetIn() throws Exception {
    for (String host :
        List.of("127.0.0.1", "localhost:" + port, "LOCALHOST", "[::1]:99", "hub.example")) {
      assertThat(get("/health/live").host(host).answer().status()).as(host).isEqualTo(200);
    }
    assertThat(
            get("/v1/agents")
                .as(operator)
                .header("Origin", "http://127.0.0.1:" + port)
                .answer()
                .status())
        .isEqualTo(200);
  }

  @Test
  void aConfiguredPageMayCall() throws Exception {
    String origin = "https://board.example";
    Answered preflight =
        new Asked("OPTIONS", "/v1/messages")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .answer();
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers())
        .containsEntry("access-control-allow-origin", origin)
        .containsKey("access-control-allow-headers");
    assertThat(preflight.headers()).doesNotContainKey("access-control-allow-credentials");
    Answered answered = get("/v1/agents").as(operator).header("Origin", origin).answer();
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.headers()).containsEntry("access-control-allow-origin", origin);
  }

  @Test
  void everyAnswerForbidsWhatItDoesNotNeed() throws Exception {
    for (Place place : everywhere()) {
      Answered answered = at(place).answer();
      assertThat(answered.status()).as(place.toString()).isLessThan(500);
      assertThat(answered.headers())
          .as(place.toString())
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("x-frame-options", "DENY")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("cache-control", "no-store")
          .containsKey("content-security-policy");
    }
  }
}
