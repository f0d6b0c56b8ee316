package dev.multichat.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Nearest;
import dev.multichat.core.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values as they are laid over the defaults, each with its origin; later ones win. */
final class Layers {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private static final String DEFAULT = "default";

  private final ObjectNode tree = MAPPER.valueToTree(Config.defaults());
  private final Map<String, String> origins = new LinkedHashMap<>();

  Layers() {
    tree.fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey();
              if (field.getValue().isObject()) {
                field.getValue().fieldNames().forEachRemaining(leaf -> begin(name + "." + leaf));
              } else {
                begin(name);
              }
            });
  }

  private void begin(String key) {
    origins.put(key, DEFAULT);
  }

  /** Every key, in the order of the tree. */
  Set<String> keys() {
    return origins.keySet();
  }

  /** Whether nothing set the key. */
  boolean isDefault(String key) {
    return DEFAULT.equals(origins.get(key));
  }

  /** Whether the name stands for a group of keys. */
  boolean isSection(String name) {
    return tree.path(name).isObject();
  }

  /** Lays a value over what is there; INVALID for an unknown key and for the wrong type. */
  void set(String key, String value, String from) {
    if (!origins.containsKey(key)) {
      throw MultichatException.invalid(
          "The key '"
              + Texts.shown(key)
              + "' ("
              + from
              + ") is unknown; "
              + meant(Nearest.to(key, keys()), keys()));
    }
    origins.put(key, from);
    ObjectNode parent = parent(key);
    String leaf = leaf(key);
    JsonNode before = parent.path(leaf);
    if (before.isBoolean()) {
      parent.put(leaf, truth(key, value));
    } else if (before.isNumber()) {
      parent.put(leaf, number(key, value));
    } else {
      parent.put(leaf, value);
    }
  }

  static String meant(List<String> near, Set<String> known) {
    return near.isEmpty()
        ? "known are " + String.join(", ", known) + "."
        : "did you mean " + String.join(" or ", near) + "?";
  }

  /** What is effective now; INVALID says which value a record of the tree refused. */
  LoadedConfig loaded(@Nullable String file) {
    List<Setting> settings =
        origins.entrySet().stream()
            .map(e -> new Setting(e.getKey(), shown(e.getKey()), e.getValue()))
            .toList();
    try {
      return new LoadedConfig(MAPPER.treeToValue(tree, Config.class), file, settings);
    } catch (JsonProcessingException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof BadSetting bad) {
          throw refused(bad.key(), String.valueOf(shown(bad.key())), bad.allowed());
        }
      }
      throw new IllegalStateException("the tree's types were checked", e);
    }
  }

  MultichatException refused(String key, String value, String allowed) {
    return MultichatException.invalid(
        key + " is '" + Texts.shown(value) + "' (" + origins.get(key) + "); " + allowed + ".");
  }

  private boolean truth(String key, String value) {
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw refused(key, value, "it must be true or false");
  }

  private int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw refused(key, value, "it must be a whole number of at most " + Integer.MAX_VALUE);
    }
  }

  private Object shown(String key) {
    JsonNode value = parent(key).path(leaf(key));
    if (value.isTextual()) {
      return Secrets.masked(value.textValue());
    }
    return value.isBoolean() ? (Object) value.booleanValue() : (Object) value.intValue();
  }

  private ObjectNode parent(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? tree : tree.withObjectProperty(key.substring(0, dot));
  }

  private static String leaf(String key) {
    return key.substring(key.indexOf('.') + 1);
  }
}
