package dev.multichat.gateway.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** openapi.yaml as tests read it. */
final class OpenApi {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  final JsonObject document;
  final Shape shape;

  /** A method at a path, and what the contract tells of it. */
  record Operation(String method, String path, JsonObject told) {
    String id() {
      return told.getString("operationId");
    }

    boolean isAt(String concrete) {
      return concrete.matches(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
    }
  }

  OpenApi(JsonObject document) {
    this.document = document;
    this.shape = new Shape(document.getJsonObject("components").getJsonObject("schemas"));
  }

  /** The one in the jar. */
  static OpenApi packaged() {
    try (InputStream file = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return parsed(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OpenApi parsed(String yaml) throws IOException {
    return new OpenApi(new JsonObject(new YAMLMapper().readValue(yaml, MAP)));
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject methods = paths.getJsonObject(path);
      for (String method : methods.fieldNames()) {
        all.add(new Operation(method.toUpperCase(), path, methods.getJsonObject(method)));
      }
    }
    return all;
  }

  Optional<Operation> operation(String method, String path) {
    return operations().stream()
        .filter(operation -> operation.method().equals(method) && operation.isAt(path))
        .findFirst();
  }

  /** The object itself, or what it refers to. */
  JsonObject resolved(JsonObject given) {
    String ref = given.getString("$ref");
    if (ref == null) {
      return given;
    }
    JsonObject found = document;
    for (String step : ref.substring(2).split("/")) {
      found = found.getJsonObject(step);
    }
    return found;
  }

  List<JsonObject> parameters(Operation operation) {
    return operation.told().getJsonArray("parameters", new JsonArray()).stream()
        .map(parameter -> resolved((JsonObject) parameter))
        .toList();
  }

  /** What the contract tells of an answer of this status. */
  Optional<JsonObject> response(Operation operation, int status) {
    return Optional.ofNullable(
            operation.told().getJsonObject("responses").getJsonObject(String.valueOf(status)))
        .map(this::resolved);
  }

  /** Everything that should have an example and has none. */
  List<String> withoutExample() {
    List<String> bare = new ArrayList<>();
    eachExampled(
        (place, part) -> {
          if (!part.containsKey("example")) {
            bare.add(place);
          }
        });
    return bare;
  }

  /** What is wrong with the examples that are there. */
  List<String> faultsOfExamples() {
    List<String> faults = new ArrayList<>();
    eachExampled(
        (place, part) -> {
          if (part.containsKey("example")) {
            JsonObject schema = part.getJsonObject("schema").copy();
            Object example = part.getValue("example");
            List<String> found =
                place.contains(" answers ")
                    ? shape.faultsOfAnswer(schema, example)
                    : shape.faultsOfRequest(schema, example);
            found.forEach(fault -> faults.add(place + ": " + fault));
          }
        });
    return faults;
  }

  private void eachExampled(BiConsumer<String, JsonObject> visitor) {
    for (Operation operation : operations()) {
      String id = operation.id();
      parameters(operation).forEach(p -> visitor.accept(id + " takes " + p.getString("name"), p));
      contents(id + " takes ", operation.told().getJsonObject("requestBody"), visitor);
      JsonObject responses = operation.told().getJsonObject("responses");
      for (String status : responses.fieldNames()) {
        JsonObject response = resolved(responses.getJsonObject(status));
        contents(id + " answers " + status + " ", response, visitor);
        JsonObject headers = response.getJsonObject("headers", new JsonObject());
        headers
            .fieldNames()
            .forEach(
                name ->
                    visitor.accept(id + " answers " + name, resolved(headers.getJsonObject(name))));
      }
    }
  }

  private static void contents(
      String place, JsonObject part, BiConsumer<String, JsonObject> visitor) {
    if (part != null) {
      JsonObject content = part.getJsonObject("content");
      content
          .fieldNames()
          .forEach(type -> visitor.accept(place + type, content.getJsonObject(type)));
    }
  }
}
