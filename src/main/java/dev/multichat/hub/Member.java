package dev.multichat.hub;

import dev.multichat.metrics.Load;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of the cluster, as it tells of itself.
 *
 * @param name as it is configured
 * @param duties what it does for all of them
 * @param agents who is there
 * @param load how busy it is
 */
public record Member(String name, List<String> duties, Set<String> agents, Load load) {
  /** As it is said to the others. */
  JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("duties", new JsonArray(duties))
        .put("agents", new JsonArray(List.copyOf(agents)))
        .put("connections", load.connections())
        .put("streams", load.streams())
        .put("sendsPerSecond", load.sendsPerSecond());
  }

  /**
   * As it was said; what is missing counts as none.
   *
   * @param node its id, for want of a name
   */
  static Member of(String node, JsonObject said) {
    return new Member(
        said.getString("name", node),
        texts(said, "duties").toList(),
        texts(said, "agents").collect(Collectors.toUnmodifiableSet()),
        new Load(
            said.getLong("connections", 0L),
            said.getLong("streams", 0L),
            said.getDouble("sendsPerSecond", 0.0)));
  }

  private static Stream<String> texts(JsonObject said, String key) {
    return said.getJsonArray(key, new JsonArray()).stream().map(String::valueOf);
  }
}
