package dev.multichat.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A part of what the protocol can offer, such as tools: its methods, and what is told of it. */
interface Feature {
  /** The methods by name. */
  Map<String, Method> methods();

  /** What the server says that it can do, by the names of its capabilities. */
  JsonObject capabilities();

  /** For how long answers of a method stay true; methods that are not named are never kept. */
  Map<String, Integer> keptMs();
}
