package dev.multichat.gateway.ws;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text messages out of the frames that they came in (RFC 6455, 5.4 and 8.1). */
final class Assembly {
  private static final short NO_TEXT = 1003;
  private static final short NO_UTF_8 = 1007;
  private static final short TOO_LARGE = 1009;

  private final int most;
  private @Nullable Buffer parts;

  /** What cannot be read on this connection; it ends with this. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final short code;

    Broken(short code, String why) {
      super(why);
      this.code = code;
    }

    short code() {
      return code;
    }
  }

  /**
   * @param most bytes of a message
   */
  Assembly(int most) {
    this.most = most;
  }

  /** The message that this frame ends, if it ends one. */
  @Nullable String take(WebSocketFrame frame) throws Broken {
    if (frame.isBinary()) {
      throw new Broken(NO_TEXT, "Frames are JSON texts here, and this one is binary.");
    }
    if (frame.isText() && frame.isFinal()) {
      return text(frame.binaryData());
    }
    return frame.isText() || frame.isContinuation() ? gathered(frame) : null;
  }

  private @Nullable String gathered(WebSocketFrame frame) throws Broken {
    Buffer all = parts == null ? Buffer.buffer() : parts;
    if (all.length() + frame.binaryData().length() > most) {
      throw new Broken(TOO_LARGE, "A message may have " + most + " bytes.");
    }
    all.appendBuffer(frame.binaryData());
    parts = frame.isFinal() ? null : all;
    return frame.isFinal() ? text(all) : null;
  }

  private static String text(Buffer bytes) throws Broken {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Broken(NO_UTF_8, "A message is not well-formed UTF-8.");
    }
  }
}
