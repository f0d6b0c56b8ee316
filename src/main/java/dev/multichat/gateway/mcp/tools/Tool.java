package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Handover.Handed;
import io.vertx.core.Future;

/** What a model can have done; its description stands in {@code mcp/tools.json}. */
@FunctionalInterface
public interface Tool {
  /** Does it; what fails is a refusal, which the model is told in words. */
  Future<Handed<Told>> call(Turn turn);
}
