package dev.multichat.store.json;

import dev.multichat.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a record becomes a line and back: its JSON on one line, whose last field {@code crc} is the
 * CRC-32C (RFC 3385) of all bytes before that field.
 */
final class Lines {
  static final byte[] MARK = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 8;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** How many bytes the checksum takes, with the brace that ends the line. */
  static final int TAIL = MARK.length + DIGITS + 2;

  private Lines() {}

  /** The record without what closes it. */
  static byte[] begun(Object json) {
    byte[] text = Wire.text(json).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(text, text.length - 1);
  }

  /** What ends the line of a begun record of which so many lines of its batch are left. */
  static byte[] end(byte[] begun, int left) {
    byte[] count = (",\"left\":" + left).getBytes(StandardCharsets.US_ASCII);
    CRC32C crc = new CRC32C();
    crc.update(begun);
    crc.update(count);
    return closed(count, crc);
  }

  /** A whole line of a record that belongs to no batch. */
  static byte[] alone(Object json) {
    byte[] begun = begun(json);
    CRC32C crc = new CRC32C();
    crc.update(begun);
    return closed(begun, crc);
  }

  private static byte[] closed(byte[] before, CRC32C crc) {
    byte[] line = Arrays.copyOf(before, before.length + TAIL + 1);
    System.arraycopy(MARK, 0, line, before.length, MARK.length);
    hex(crc.getValue(), line, before.length + MARK.length);
    line[line.length - 3] = '"';
    line[line.length - 2] = '}';
    line[line.length - 1] = '\n';
    return line;
  }

  private static void hex(long value, byte[] line, int at) {
    for (int i = 0; i < DIGITS; i++) {
      line[at + i] = HEX[(int) (value >>> (28 - 4 * i)) & 15];
    }
  }

  /** Whether the bytes are a line, without its end, whose checksum is right. */
  static boolean isSound(byte[] bytes, int from, int to) {
    int mark = to - TAIL;
    if (mark <= from
        || !Arrays.equals(bytes, mark, mark + MARK.length, MARK, 0, MARK.length)
        || bytes[to - 2] != '"'
        || bytes[to - 1] != '}') {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, mark - from);
    byte[] wanted = new byte[DIGITS];
    hex(crc.getValue(), wanted, 0);
    int digits = mark + MARK.length;
    return Arrays.equals(bytes, digits, digits + DIGITS, wanted, 0, DIGITS);
  }

  /** The record of a line; nothing when the line is not sound. */
  static <T> @Nullable T read(byte[] bytes, int from, int to, Class<T> type) {
    if (!isSound(bytes, from, to)) {
      return null;
    }
    String json = new String(bytes, from, to - TAIL - from, StandardCharsets.UTF_8) + "}";
    try {
      return Wire.decode(json, type);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
