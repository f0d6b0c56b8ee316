package dev.multichat.cli;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the body of a message, which is UTF-8. */
final class Input {
  /** No hub takes more, however it is configured. */
  private static final int MOST = 16 * 1024 * 1024;

  private Input() {}

  static String file(Path path) {
    String name = "The file " + Texts.shown(path.toString());
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static String standard(InputStream in) {
    String name = "The standard input";
    try {
      return read(in, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static String read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST + 1);
    if (bytes.length > MOST) {
      throw new MultichatException(
          ErrorCode.TOO_LARGE, name + " is larger than the 16 MiB that a body may ever have.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw MultichatException.invalid(name + " is no text in UTF-8.");
    }
  }

  private static MultichatException unreadable(String name, IOException e) {
    return MultichatException.invalid(
        name + " cannot be read (" + e.getClass().getSimpleName() + ").");
  }
}
