package dev.multichat.move;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.wire.Wire;

/**
 * The first line of an export. It names neither a time nor a store, so that the same content makes
 * the same file.
 *
 * @param whole whether everything was asked for; otherwise there are no credentials and no ids of
 *     what was deleted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Head(String format, int version, boolean whole) {
  /** The version that this program writes, and the newest that it reads. */
  static final int VERSION = 1;

  private static final String FORMAT = "multichat-export";

  static Head of(boolean whole) {
    return new Head(FORMAT, VERSION, whole);
  }

  /** Reads the line; CONFLICT for a newer version. */
  static Head read(String text) {
    if (!text.startsWith("{\"format\":\"" + FORMAT + "\"")) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "It begins with '" + Texts.shown(text) + "', as no export of multichat does.");
    }
    Head head = Wire.decode(text, Head.class);
    if (head.version > VERSION) {
      throw MultichatException.conflict(
          "It has version " + head.version + "; this program reads up to " + VERSION + ".");
    }
    return head;
  }
}
