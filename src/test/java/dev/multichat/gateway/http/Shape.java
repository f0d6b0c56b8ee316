package dev.multichat.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of openapi.yaml, each able to tell what is wrong with a value. */
final class Shape {
  private static final String PLACE = "#/components/schemas/";
  private static final String DEFINITIONS = "$defs";
  private static final String CLOSED = "additionalProperties";

  private final JsonObject schemas;
  private final Map<String, Validator> validators = new ConcurrentHashMap<>();

  Shape(JsonObject schemas) {
    this.schemas = schemas;
  }

  /** What is wrong with a value that may have no more than the contract tells of. */
  List<String> faultsOfAnswer(JsonObject schema, Object value) {
    return faults(closed(schema.put(DEFINITIONS, closed(schemas.copy()))), value);
  }

  List<String> faultsOfRequest(JsonObject schema, Object value) {
    return faults(schema.put(DEFINITIONS, schemas.copy()), value);
  }

  private List<String> faults(JsonObject document, Object value) {
    OutputUnit result =
        validators.computeIfAbsent(document.encode(), Shape::validator).validate(value);
    if (result.getValid()) {
      return List.of();
    }
    return result.getErrors() == null
        ? List.of(result.toString())
        : result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .toList();
  }

  private static Validator validator(String document) {
    return Validator.create(
        JsonSchema.of(new JsonObject(document.replace(PLACE, "#/" + DEFINITIONS + "/"))),
        new JsonSchemaOptions()
            .setBaseUri("app://multichat")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }

  /** The schema with every object in it that leaves open what else there may be, closed. */
  private static JsonObject closed(JsonObject schema) {
    if (schema.getValue("properties") instanceof JsonObject && !schema.containsKey(CLOSED)) {
      schema.put(CLOSED, false);
    }
    schema.forEach(field -> closed(field.getValue()));
    return schema;
  }

  private static void closed(Object part) {
    if (part instanceof JsonObject object) {
      closed(object);
    } else if (part instanceof JsonArray array) {
      array.forEach(Shape::closed);
    }
  }
}
