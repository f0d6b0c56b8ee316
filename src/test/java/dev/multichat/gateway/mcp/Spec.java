package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The published schema of one version. */
final class Spec {
  private static final String NEW_KEY = "$defs";
  private static final String OLD_KEY = "definitions";

  private final JsonObject definitions;
  private final String key;
  private final Draft draft;

  private Spec(JsonObject schema) {
    boolean isNew = schema.containsKey(NEW_KEY);
    this.key = isNew ? NEW_KEY : OLD_KEY;
    this.draft = isNew ? Draft.DRAFT202012 : Draft.DRAFT7;
    this.definitions = schema.getJsonObject(key);
  }

  static Spec of(String version) {
    String file = "/mcp/" + version + ".json";
    try (InputStream in = Objects.requireNonNull(Spec.class.getResourceAsStream(file))) {
      return new Spec(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails when the value is not as the definition has it. */
  void check(String definition, JsonObject value) {
    assertThat(definitions.containsKey(definition)).as(definition).isTrue();
    JsonObject schema =
        new JsonObject().put("$ref", "#/" + key + "/" + definition).put(key, definitions);
    check(schema, draft, value);
  }

  /** The same with a schema of its own, such as a tool's. */
  static void check(JsonObject schema, JsonObject value) {
    check(schema, Draft.DRAFT202012, value);
  }

  private static void check(JsonObject schema, Draft draft, JsonObject value) {
    OutputUnit found =
        Validator.create(
                JsonSchema.of(schema.copy()),
                new JsonSchemaOptions()
                    .setBaseUri("https://multichat.invalid/")
                    .setDraft(draft)
                    .setOutputFormat(OutputFormat.Basic))
            .validate(value);
    assertThat(found.getValid()).as(value.encode() + ": " + found.getErrors()).isTrue();
  }

  /** An answer with this result. */
  JsonObject result(Wires.Came came, String definition) {
    check(key.equals(NEW_KEY) ? "JSONRPCResultResponse" : "JSONRPCResponse", came.json());
    JsonObject result = came.json().getJsonObject("result");
    check(definition, result);
    return result;
  }

  /** An answer that tells of a fault. */
  void error(Wires.Came came) {
    check(key.equals(NEW_KEY) ? "JSONRPCErrorResponse" : "JSONRPCError", came.json());
  }
}
