package dev.multichat.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/** How the types that Jackson does not know by itself look in JSON. */
final class Types {
  private Types() {}

  static SimpleModule module() {
    return new SimpleModule("multichat")
        .addSerializer(Instant.class, new TimeWriter())
        .addDeserializer(Instant.class, new TimeReader())
        .addSerializer(new Unwrapping<>(JsonObject.class, JsonObject::getMap))
        .addSerializer(new Unwrapping<>(JsonArray.class, JsonArray::getList));
  }

  /** Vert.x's JSON containers, which appear inside what a caller on the event bus sent. */
  private static final class Unwrapping<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, Object> content;

    Unwrapping(Class<T> type, Function<T, Object> content) {
      super(type);
      this.content = content;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(content.apply(value), out);
    }
  }

  private static final class TimeWriter extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    TimeWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Rfc3339.text(value));
    }
  }

  /** RFC 3339, with any offset, cut to milliseconds. */
  private static final class TimeReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    TimeReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        String text = in.getText();
        try {
          return Rfc3339.instant(text);
        } catch (DateTimeException e) {
          throw context.weirdStringException(text, Instant.class, e.getMessage());
        }
      }
      return (Instant) context.handleUnexpectedToken(Instant.class, in);
    }
  }
}
