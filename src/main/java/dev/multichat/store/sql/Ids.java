package dev.multichat.store.sql;

import dev.multichat.core.ReceiptState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How ids, times and states lie in columns. */
public final class Ids {
  /** A receipt's state by its number in the column, which never changes. */
  static final List<ReceiptState> STATES =
      List.of(
          ReceiptState.RECORDED,
          ReceiptState.DELIVERED,
          ReceiptState.ACKNOWLEDGED,
          ReceiptState.REPLIED,
          ReceiptState.EXPIRED,
          ReceiptState.DEAD);

  private static final byte[] NONE = {};

  private Ids() {}

  /** The 16 bytes of a message's id; empty, which matches nothing, for what is no UUID. */
  public static byte[] key(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  static String id(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
