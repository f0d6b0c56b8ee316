package dev.multichat.devlog.old;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of a file, read line by line: {@code key: value}, and lists as our own devlogs
 * write them. Anything else of YAML is text, so that nothing in it can grow.
 */
final class FrontLines {
  private static final String FENCE = "---";
  private static final int MOST_LINES = 2000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key, its values, and its line. */
  record Field(List<String> values, int index) {}

  private final int end;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private FrontLines(int end) {
    this.end = end;
  }

  static FrontLines of(Page page) {
    if (!page.line(0).stripTrailing().equals(FENCE)) {
      return new FrontLines(0);
    }
    for (int i = 1; i < Math.min(page.size(), MOST_LINES); i++) {
      if (page.line(i).stripTrailing().equals(FENCE)) {
        FrontLines front = new FrontLines(i + 1);
        front.gather(page);
        return front;
      }
    }
    return new FrontLines(0);
  }

  private void gather(Page page) {
    List<String> list = new ArrayList<>();
    for (int i = 1; i < end - 1; i++) {
      String line = page.line(i);
      int colon = line.indexOf(':');
      if (line.startsWith("  - ")) {
        list.addAll(values(line.substring(4).strip()));
      } else if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
        list = new ArrayList<>(values(line.substring(colon + 1).strip()));
        fields.putIfAbsent(line.substring(0, colon), new Field(list, i));
      }
    }
  }

  private static List<String> values(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isArray()) {
        List<String> values = new ArrayList<>();
        json.forEach(one -> values.add(one.asText()));
        return values;
      }
      return List.of(json.isTextual() ? json.asText() : text);
    } catch (JsonProcessingException e) {
      return List.of(text);
    }
  }

  /** The first line behind it; 0 when there is none. */
  int end() {
    return end;
  }

  Map<String, Field> fields() {
    return fields;
  }

  /** The ids of our own devlogs; absent when it is none, or when any of them is no id. */
  @Nullable Own own(Page page) {
    String session = only("session");
    String exchange = only("exchange");
    Field messages = fields.get("messages");
    if (session == null || exchange == null || messages == null || only("opened") == null) {
      return null;
    }
    try {
      return new Own(
          Names.session(session),
          Names.message(exchange),
          messages.values().stream().map(Names::message).toList(),
          page.text(0, end));
    } catch (MultichatException e) {
      return null;
    }
  }

  private @Nullable String only(String key) {
    Field field = fields.get(key);
    return field == null || field.values().size() != 1 ? null : field.values().get(0);
  }
}
