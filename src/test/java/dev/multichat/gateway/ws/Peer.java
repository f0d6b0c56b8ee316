package dev.multichat.gateway.ws;

import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket down to its bytes (RFC 6455), which does by itself nothing, not even a pong. */
final class Peer implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Little, so that who does not read is noticed soon. */
  private static final int RECEIVED_BYTES = 4096;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final String head;

  /** A frame as it came. */
  record Part(int opcode, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    int code() {
      return ByteBuffer.wrap(bytes).getShort() & 0xffff;
    }

    String reason() {
      return new String(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_8);
    }
  }

  /**
   * Asks for the upgrade.
   *
   * @param headers each with CR LF at its end
   */
  Peer(int port, String headers) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(RECEIVED_BYTES);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    String request =
        "GET /v1/ws HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + headers
            + "\r\n";
    out.write(request.getBytes(StandardCharsets.UTF_8));
    head = read();
  }

  private String read() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    return text.toString();
  }

  /** The status line and the headers of the answer. */
  String head() {
    return head;
  }

  /** The rest of an answer that is no upgrade. */
  String rest() throws IOException {
    int begin = head.indexOf("content-length: ") + "content-length: ".length();
    int length = Integer.parseInt(head.substring(begin, head.indexOf("\r\n", begin)));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Sends a request. */
  Peer ask(long id, String operation, JsonObject body) throws IOException {
    return text(new JsonObject().put("id", id).put("op", operation).put("body", body).encode());
  }

  Peer text(String text) throws IOException {
    return part(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  Peer part(int opcode, boolean last, byte[] bytes) throws IOException {
    return frame((last ? 0x80 : 0) | opcode, bytes.length, bytes);
  }

  /** The beginning of a text of so many bytes. */
  Peer begun(int length, byte[] bytes) throws IOException {
    return frame(0x80 | TEXT, length, bytes);
  }

  private Peer frame(int first, int length, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 14);
    frame.put((byte) first);
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 65536) {
      frame.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(length);
    }
    frame.putInt(0).put(bytes);
    out.write(frame.array(), 0, frame.position());
    return this;
  }

  /** The next frame. */
  Part next() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new Part(first & 15, bytes);
  }

  /** The next text; pings are left out. */
  JsonObject answer() throws IOException {
    Part part = next();
    while (part.opcode() == PING) {
      part = next();
    }
    if (part.opcode() != TEXT) {
      throw new EOFException("closed with " + part.code() + ": " + part.reason());
    }
    return new JsonObject(part.text());
  }

  /** The close frame; whatever comes before is left out. */
  Part closed() throws IOException {
    Part part = next();
    while (part.opcode() != CLOSE) {
      part = next();
    }
    return part;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
