package dev.multichat.gateway.mcp;

import dev.multichat.wire.McpTerms;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The versions of the protocol that are spoken, the newest first. */
enum Version {
  STATELESS(McpTerms.STATELESS),
  NEWEST_WITH_SESSIONS(McpTerms.WITH_SESSIONS),
  STRUCTURED("2025-06-18"),
  BATCHED("2025-03-26");

  private final String text;

  Version(String text) {
    this.text = text;
  }

  /** The one of this name, absent when it is not spoken. */
  static @Nullable Version of(@Nullable String name) {
    return Arrays.stream(values())
        .filter(version -> version.text.equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The names of all of them. */
  static JsonArray names() {
    JsonArray names = new JsonArray();
    Arrays.stream(values()).forEach(version -> names.add(version.text));
    return names;
  }

  /** Whether each request stands alone; the others begin with {@code initialize}. */
  boolean isStateless() {
    return this == STATELESS;
  }

  /** Whether several requests may come in one body. */
  boolean hasBatches() {
    return this == BATCHED;
  }

  /** The name as the protocol has it. */
  @Override
  public String toString() {
    return text;
  }
}
