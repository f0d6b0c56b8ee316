package dev.multichat.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file in YAML, laid over what is there; every failure is INVALID and names it. */
final class ConfigFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String name;
  private final Layers layers;

  private ConfigFile(String name, Layers layers) {
    this.name = name;
    this.layers = layers;
  }

  static void lay(Path path, String name, Layers layers) {
    new ConfigFile(name, layers).read(path);
  }

  private void read(Path path) {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(path, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw broken("is not valid YAML" + where(e.getLocation()));
    } catch (IOException e) {
      throw broken("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (root.isObject()) {
      take("", root);
    } else if (!root.isNull() && !root.isMissingNode()) {
      throw broken("must hold keys with values, such as 'store: sqlite:data/multichat.db'");
    }
  }

  private void take(String prefix, JsonNode node) {
    node.fields()
        .forEachRemaining(
            field -> {
              String key = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                take(key + ".", value);
              } else if (!(value.isNull() && layers.isSection(key))) {
                layers.set(key, scalar(key, value), "file:" + name);
              }
            });
  }

  private String scalar(String key, JsonNode value) {
    if (value.isNull() || !value.isValueNode()) {
      throw broken(
          "gives '" + key + "' no single value; write '" + key + ": VALUE' or leave it out");
    }
    return value.asText();
  }

  private MultichatException broken(String how) {
    return MultichatException.invalid("The configuration file " + name + " " + how + ".");
  }

  private static String where(JsonLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
