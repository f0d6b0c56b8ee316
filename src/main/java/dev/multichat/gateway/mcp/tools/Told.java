package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Handover.Handed;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * What a tool tells.
 *
 * @param data for programs, as the tool's output schema has it
 * @param text the same for a model, in few words
 */
public record Told(JsonObject data, String text) {
  /** What a model is told of a refusal. */
  public static Told refusal(MultichatException refusal) {
    return Advice.of(refusal);
  }

  /** For tools of which nothing is recorded when the caller took the answer. */
  Handed<Told> handed() {
    return new Handed<>(this, Future::succeededFuture);
  }
}
