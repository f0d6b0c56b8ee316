package dev.multichat.store.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How shared statements and their values are written for PostgreSQL: parameters are numbered, and
 * texts have no NUL, which PostgreSQL cannot keep.
 */
final class Spelling {
  private static final Pattern PARAMETER = Pattern.compile("\\?(\\d*)");
  private static final Map<String, String> NUMBERED = new ConcurrentHashMap<>();
  private static final char ESCAPE = '\u0001';
  private static final char NUL = '\0';

  private Spelling() {}

  /** The statement with {@code $1}, {@code $2} … for its parameters. */
  static String numbered(String sql) {
    return NUMBERED.computeIfAbsent(sql, Spelling::number);
  }

  private static String number(String sql) {
    StringBuilder out = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(sql);
    int count = 0;
    while (parameter.find()) {
      String given = parameter.group(1);
      String number = given.isEmpty() ? String.valueOf(++count) : given;
      parameter.appendReplacement(out, "\\$" + number);
    }
    return parameter.appendTail(out).toString();
  }

  static Tuple tuple(@Nullable Object[] values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value(value));
    }
    return tuple;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return stored(text);
    }
    return value instanceof byte[] bytes ? Buffer.buffer(bytes) : value;
  }

  private static String stored(String text) {
    if (text.indexOf(NUL) < 0 && text.indexOf(ESCAPE) < 0) {
      return text;
    }
    return text.replace("\u0001", "\u0001\u0002").replace("\0", "\u0001\u0003");
  }

  /** The text as it was before it was stored. */
  static String given(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    return text.replace("\u0001\u0003", "\0").replace("\u0001\u0002", "\u0001");
  }
}
