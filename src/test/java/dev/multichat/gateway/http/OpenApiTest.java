package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.wire.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** openapi.yaml tells of what is served, of nothing else, and shows an example of everything. */
class OpenApiTest {
  private final OpenApi contract = OpenApi.packaged();

  private record Place(String method, String path, String id) {}

  @Test
  void itTellsOfEveryRouteAndOfNoOther() {
    Stream<Place> open =
        Stream.of(
            new Place("GET", "/health/live", "live"),
            new Place("GET", "/health/ready", "ready"),
            new Place("GET", Measures.PATH, "metrics"),
            new Place("GET", "/openapi.yaml", "openapi"));
    Stream<Place> routed =
        Stream.concat(Endpoint.ALL.stream(), Endpoint.STREAMS.stream())
            .map(e -> new Place(e.method(), Endpoint.BASE + e.path(), e.id()));
    assertThat(contract.operations())
        .extracting(operation -> new Place(operation.method(), operation.path(), operation.id()))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(routed, open).toList());
  }

  @Test
  void everythingBelowTheBaseAndTheMetricsWantATokenAndNothingElseDoes() {
    assertThat(contract.document.getJsonArray("security")).isNotEmpty();
    assertThat(contract.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.told().containsKey("security"))
                    .as(operation.id())
                    .isNotEqualTo(wantsAToken(operation.path())));
  }

  private static boolean wantsAToken(String path) {
    return path.startsWith(Endpoint.BASE + "/") || path.equals(Measures.PATH);
  }

  @Test
  void everyParameterOfAPathIsTold() {
    assertThat(contract.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.path())
                    .satisfies(
                        path ->
                            assertThat(named(operation, "path"))
                                .containsExactlyElementsOf(inBraces(path))));
  }

  private List<String> named(OpenApi.Operation operation, String in) {
    return contract.parameters(operation).stream()
        .filter(parameter -> parameter.getString("in").equals(in))
        .map(parameter -> parameter.getString("name"))
        .toList();
  }

  private static List<String> inBraces(String path) {
    return Stream.of(path.split("/"))
        .filter(part -> part.startsWith("{"))
        .map(part -> part.substring(1, part.length() - 1))
        .toList();
  }

  @Test
  void everyOperationHasExamplesOfWhatItTakesAndAnswers() {
    assertThat(contract.withoutExample()).isEmpty();
  }

  @Test
  void anOperationWithoutAnExampleIsFound() {
    JsonObject bare = contract.document.copy();
    JsonObject send = bare.getJsonObject("paths").getJsonObject("/v1/messages");
    json(send.getJsonObject("post").getJsonObject("requestBody")).remove("example");
    assertThat(new OpenApi(bare).withoutExample()).containsExactly("send takes application/json");
  }

  @Test
  void everyExampleIsAsItsSchemaHasIt() {
    assertThat(contract.faultsOfExamples()).isEmpty();
  }

  @Test
  void anExampleThatIsOtherwiseIsFound() {
    JsonObject wrong = contract.document.copy();
    JsonObject send = wrong.getJsonObject("paths").getJsonObject("/v1/messages");
    JsonObject known = send.getJsonObject("post").getJsonObject("responses").getJsonObject("200");
    json(known).getJsonObject("example").put("sequence", 1);
    assertThat(new OpenApi(wrong).faultsOfExamples())
        .isNotEmpty()
        .allMatch(fault -> fault.startsWith("send answers 200 application/json"));
  }

  private static JsonObject json(JsonObject part) {
    return part.getJsonObject("content").getJsonObject("application/json");
  }

  /**
   * Vert.x reads no contract with types of content that it cannot decode, so these are left out.
   */
  @Test
  void itIsAnOpenApiDocument() {
    JsonObject readable = contract.document.copy();
    withoutForeignTypes(readable);
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract read = await(OpenAPIContract.from(vertx, readable));
      assertThat(read.operations()).hasSameSizeAs(contract.operations());
    } finally {
      await(vertx.close());
    }
  }

  private static void withoutForeignTypes(JsonObject part) {
    for (String name : List.copyOf(part.fieldNames())) {
      if (part.getValue(name) instanceof JsonObject inner) {
        if (name.equals("content")) {
          List.copyOf(inner.fieldNames()).stream()
              .filter(type -> !MediaType.isMediaTypeSupported(type))
              .forEach(inner::remove);
        }
        withoutForeignTypes(inner);
      }
    }
  }
}
