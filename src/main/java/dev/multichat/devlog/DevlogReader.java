package dev.multichat.devlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the front matter of our own devlogs back, for the day's index. */
final class DevlogReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DevlogReader() {}

  /** The row of a devlog; empty when the text is none of ours. */
  static Optional<Row> row(String file, BufferedReader text) throws IOException {
    Map<String, JsonNode> fields = new HashMap<>();
    String line = text.readLine();
    if (!FrontMatter.FENCE.equals(line)) {
      return Optional.empty();
    }
    for (line = text.readLine(); line != null; line = text.readLine()) {
      if (line.equals(FrontMatter.FENCE)) {
        return row(file, fields);
      }
      int colon = line.indexOf(": ");
      if (colon > 0) {
        fields.put(line.substring(0, colon), value(line.substring(colon + 2)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Row> row(String file, Map<String, JsonNode> fields) {
    if (!fields.containsKey("opened") || !fields.containsKey("exchange")) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            text(fields, "opened"),
            text(fields, "exchange"),
            text(fields, "from"),
            text(fields, "audience"),
            text(fields, "subject"),
            text(fields, "state"),
            file));
  }

  private static String text(Map<String, JsonNode> fields, String key) {
    return fields.getOrDefault(key, MissingNode.getInstance()).asText("");
  }

  private static JsonNode value(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
