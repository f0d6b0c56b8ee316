package dev.multichat.devlog.old;

import dev.multichat.core.MultichatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the bytes of a file to its text, with LF as its line ends and without a mark before it. */
final class Decoding {
  static final int MOST_BYTES = 1024 * 1024;

  private static final List<Charset> OTHERS =
      List.of(Charset.forName("windows-1252"), StandardCharsets.ISO_8859_1);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Decoding() {}

  /** The text; INVALID says why the file is refused. */
  static String text(byte[] bytes, Notes notes) {
    if (bytes.length > MOST_BYTES) {
      throw MultichatException.invalid(
          "The file has " + bytes.length + " bytes; at most " + MOST_BYTES + " are read.");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw MultichatException.invalid(
            "The file holds a NUL, so it is binary or UTF-16; give it as UTF-8.");
      }
    }
    String text = lines(unmarked(decoded(bytes, notes)));
    return unmarked(Repair.of(text, notes));
  }

  private static String decoded(byte[] bytes, Notes notes) {
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return utf8;
    }
    for (Charset charset : OTHERS) {
      String text = strictly(bytes, charset);
      if (text != null && text.chars().noneMatch(Decoding::isControl)) {
        notes.guessed("The file is not UTF-8; it was read as " + charset.name() + ".");
        return text;
      }
    }
    throw MultichatException.invalid(
        "The file is neither UTF-8 nor Western text of one byte a character; give it as UTF-8.");
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  }

  private static String unmarked(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
