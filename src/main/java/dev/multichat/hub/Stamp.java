package dev.multichat.hub;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Gives out times, in milliseconds, and ids. */
public record Stamp(Clock clock, Supplier<String> ids) {
  private static final String KEYED = "k-";
  private static final int KEYED_BYTES = 16;
  private static final Pattern KEYED_FORM = Pattern.compile("k-[0-9a-f]{32}");

  /** The system's clock and UUIDs of version 7. */
  public static Stamp system() {
    return new Stamp(Clock.systemUTC(), () -> UuidCreator.getTimeOrderedEpoch().toString());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  String id() {
    return ids.get();
  }

  /** The UUID of version 8 (RFC 9562, 5.8) that belongs to a sender and its key. */
  public static String derived(String from, String key) {
    byte[] hash = Wire.sha256((from + '\0' + key).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long most = (bytes.getLong() & 0xffffffffffff0fffL) | 0x8000L;
    long least = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  /** The id of the session that an agent opened with this key. */
  static String keyed(String agent, String key) {
    byte[] hash = Wire.sha256((agent + '\0' + key).getBytes(StandardCharsets.UTF_8));
    return KEYED + HexFormat.of().formatHex(hash, 0, KEYED_BYTES);
  }

  /** Whether a session's id is of the form that keys become. */
  static boolean isKeyed(String session) {
    return KEYED_FORM.matcher(session).matches();
  }
}
