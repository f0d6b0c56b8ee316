package dev.multichat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to records and back, strictly: an unknown field, a wrong type, a duplicate key or a number
 * in place of a text is INVALID and names the field. Times are RFC 3339 in UTC with milliseconds,
 * null means absent. Safe for use from any thread.
 */
public final class Wire {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectMapper LENIENT =
      mapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private Wire() {}

  /** A record from a JSON object's fields; INVALID says which field is wrong and why. */
  public static <T> T decode(JsonObject json, Class<T> type) {
    Fields.known(json, type);
    try {
      return MAPPER.convertValue(json.getMap(), type);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * A record from a hub's answer, which a newer hub may have given more fields; UNAVAILABLE when it
   * is none of ours.
   */
  public static <T> T answer(JsonObject json, Class<T> type) {
    try {
      return LENIENT.convertValue(json.getMap(), type);
    } catch (IllegalArgumentException | MultichatException e) {
      throw noAnswer(e);
    }
  }

  static MultichatException noAnswer(@Nullable Throwable why) {
    String sentence =
        "What answers is no Multichat hub, or one of another kind; check its address.";
    return why == null
        ? new MultichatException(ErrorCode.UNAVAILABLE, sentence)
        : new MultichatException(ErrorCode.UNAVAILABLE, sentence, why);
  }

  /** A record from JSON text; INVALID says which field is wrong and why. */
  public static <T> T decode(String json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw noObject();
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Refusal.of(e);
    }
  }

  /** A JSON object from text, as strictly as a record; INVALID for anything else. */
  public static JsonObject object(String json) {
    Values.check(json);
    try {
      LinkedHashMap<String, Object> fields = MAPPER.readValue(json, MAP);
      if (fields == null) {
        throw noObject();
      }
      return new JsonObject(fields);
    } catch (JsonProcessingException e) {
      throw Refusal.of(e);
    }
  }

  /** Whatever is in JSON text, an object or a list among others, as strictly; INVALID for none. */
  public static @Nullable Object value(String json) {
    Values.check(json);
    try {
      Object value = MAPPER.readValue(json, Object.class);
      if (value instanceof Map<?, ?> map) {
        LinkedHashMap<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return new JsonObject(fields);
      }
      return value instanceof List<?> list ? new JsonArray(list) : value;
    } catch (JsonProcessingException e) {
      throw Refusal.of(e);
    }
  }

  static JsonParser parser(String json) throws IOException {
    return MAPPER.createParser(json);
  }

  private static MultichatException noObject() {
    return MultichatException.invalid("The body must be a JSON object.");
  }

  /** The record as a JSON object. */
  public static JsonObject json(Object value) {
    return new JsonObject(MAPPER.convertValue(value, MAP));
  }

  /** The record, or the collection of records, as JSON text on one line. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new MultichatException(ErrorCode.INTERNAL, "A value could not be written as JSON.", e);
    }
  }

  /** The record, or the collection of records, as JSON text for people to read. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new MultichatException(ErrorCode.INTERNAL, "A value could not be written as JSON.", e);
    }
  }

  /**
   * SHA-256, in lower-case hex, of what the sender gave: all fields but the trace context, in the
   * order of {@link Draft}, recipients unresolved.
   */
  public static String hash(Draft draft) {
    byte[] canonical = text(draft.traced(null)).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256(canonical));
  }

  /** SHA-256 (FIPS 180-4). */
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(Types.module())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .withCoercionConfig(LogicalType.Textual, Wire::refuseScalars);
    return builder
        .addMixIn(Message.class, LeaveOutEmpty.class)
        .addMixIn(Entry.class, LeaveOutEmpty.class)
        .build();
  }

  private static void refuseScalars(com.fasterxml.jackson.databind.cfg.MutableCoercionConfig c) {
    c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /** Messages and entries leave out their empty lists and texts: most of them have many. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private interface LeaveOutEmpty {}
}
