package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a tool is called with, held against its input schema; null means absent. */
public final class Arguments {
  private static final Pattern WORDS = Pattern.compile("_([a-z])");
  private static final Pattern CAPITAL = Pattern.compile("([a-z])([A-Z])");
  private static final Pattern QUOTED =
      Pattern.compile("'(inReplyTo|replyBy|keyPoints|nextSteps|afterSeq|waitMs)\\b[^']*'");

  private final JsonObject given;

  private Arguments(JsonObject given) {
    this.given = given;
  }

  /** INVALID names the argument and says what would be right. */
  static Arguments checked(JsonObject schema, JsonObject given) {
    return new Arguments(Schema.object("", schema, given));
  }

  @Nullable String text(String name) {
    return given.getString(name);
  }

  /** A text that the schema requires. */
  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw MultichatException.invalid("'" + name + "' is missing.");
    }
    return text;
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  int number(String name, int otherwise) {
    return given.getInteger(name, otherwise);
  }

  List<String> texts(String name) {
    return given.getJsonArray(name, new JsonArray()).stream()
        .map(String::valueOf)
        .collect(Collectors.toList());
  }

  /** These arguments, so far as they are given, under the names that the hub has for them. */
  JsonObject fields(String... names) {
    JsonObject fields = new JsonObject();
    for (String name : names) {
      if (has(name)) {
        fields.put(camel(name), given.getValue(name));
      }
    }
    return fields;
  }

  /** The name as arguments of tools are written. */
  static String snake(String name) {
    return CAPITAL.matcher(name).replaceAll("$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
  }

  private static String camel(String name) {
    return WORDS.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }

  /** A sentence of the hub with the names that tools have for its fields. */
  static String renamed(String sentence) {
    return QUOTED
        .matcher(sentence)
        .replaceAll(
            name ->
                CAPITAL
                    .matcher(name.group())
                    .replaceAll(
                        hump -> hump.group(1) + "_" + hump.group(2).toLowerCase(Locale.ROOT)));
  }

  /** As an error message may show it. */
  static String shown(@Nullable Object value) {
    return Texts.shown(String.valueOf(value));
  }
}
