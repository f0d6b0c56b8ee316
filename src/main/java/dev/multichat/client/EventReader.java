package dev.multichat.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Server-Sent Events out of bytes as they come, as the WHATWG's HTML standard has them; lines end
 * with LF or CR LF.
 */
final class EventReader {
  private final RecordParser lines = RecordParser.newDelimited("\n");
  private final int most;
  private final Consumer<Raw> taker;
  private final StringBuilder data = new StringBuilder();
  private String id;
  private String name = "";
  private boolean tooLong;

  /** An event before its data was looked into. */
  record Raw(String id, String name, String data) {}

  /**
   * @param id what counts until the first one comes
   * @param most how long an event may be
   */
  EventReader(String id, int most, Consumer<Raw> taker) {
    this.id = id;
    this.most = most;
    this.taker = taker;
    lines.maxRecordSize(most);
    lines.exceptionHandler(longer -> tooLong = true);
    lines.handler(line -> line(line.toString(StandardCharsets.UTF_8)));
  }

  /** Whether it goes on; not once an event is too long. */
  boolean take(Buffer part) {
    if (!tooLong) {
      lines.handle(part);
    }
    return !tooLong;
  }

  private void line(String raw) {
    String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    if (line.isEmpty()) {
      dispatch();
      return;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    field(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  private void field(String field, String value) {
    switch (field) {
      case "id" -> id = value;
      case "event" -> name = value;
      case "data" -> data(value);
      default -> {}
    }
  }

  private void data(String value) {
    if (data.length() + value.length() < most) {
      data.append(value).append('\n');
    } else {
      tooLong = true;
      data.setLength(0);
    }
  }

  private void dispatch() {
    if (data.length() > 0) {
      String text = data.substring(0, data.length() - 1);
      String event = name.isEmpty() ? "message" : name;
      data.setLength(0);
      name = "";
      taker.accept(new Raw(id, event, text));
    }
    name = "";
  }
}
