package dev.multichat.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** What differs between two configurations. */
public final class Changes {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final List<Change> found = new ArrayList<>();

  private Changes() {}

  /**
   * A key that has another value.
   *
   * @param key such as {@code log.level}
   * @param value the new one, as it may be shown
   */
  public record Change(String key, String value) {}

  /** All of them, in the order of the tree. */
  public static List<Change> between(Config before, Config after) {
    Changes changes = new Changes();
    changes.compare("", MAPPER.valueToTree(before), MAPPER.valueToTree(after));
    return changes.found;
  }

  private void compare(String prefix, JsonNode before, JsonNode after) {
    after
        .fields()
        .forEachRemaining(
            field -> {
              String key = prefix + field.getKey();
              JsonNode value = field.getValue();
              JsonNode old = before.path(field.getKey());
              if (value.isObject()) {
                compare(key + ".", old, value);
              } else if (!value.equals(old)) {
                found.add(new Change(key, Secrets.masked(value.asText())));
              }
            });
  }
}
