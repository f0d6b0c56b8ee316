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

/** The published schemas of one version; of those older than 2025-11-25, that one's. */
final class Spec {
  private static final String STATELESS = "2026-07-28";

  private final JsonObject definitions;

  private Spec(JsonObject definitions) {
    this.definitions = definitions;
  }

  static Spec of(String version) {
    String file = "/mcp/" + (version.equals(STATELESS) ? STATELESS : "2025-11-25") + ".json";
    try (InputStream in = Objects.requireNonNull(Spec.class.getResourceAsStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Spec(new JsonObject(text).getJsonObject("$defs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails when the value is not as the definition has it. */
  void check(String definition, JsonObject value) {
    assertThat(definitions.containsKey(definition)).as(definition).isTrue();
    JsonObject schema =
        new JsonObject().put("$ref", "#/$defs/" + definition).put("$defs", definitions);
    check(schema, value);
  }

  /** The same with a schema of its own, such as a tool's. */
  static void check(JsonObject schema, JsonObject value) {
    OutputUnit found =
        Validator.create(
                JsonSchema.of(schema.copy()),
                new JsonSchemaOptions()
                    .setBaseUri("https://multichat.invalid/")
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic))
            .validate(value);
    assertThat(found.getValid()).as(value.encode() + ": " + found.getErrors()).isTrue();
  }

  /** An answer with this result. */
  JsonObject result(Wires.Came came, String definition) {
    check("JSONRPCResultResponse", came.json());
    JsonObject result = came.json().getJsonObject("result");
    check(definition, result);
    return result;
  }

  /** An answer that tells of a fault. */
  void error(Wires.Came came) {
    check("JSONRPCErrorResponse", came.json());
  }
}
