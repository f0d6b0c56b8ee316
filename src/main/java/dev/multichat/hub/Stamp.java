package dev.multichat.hub;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives out times, in milliseconds, and ids. */
public record Stamp(Clock clock, Supplier<String> ids) {

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
}
