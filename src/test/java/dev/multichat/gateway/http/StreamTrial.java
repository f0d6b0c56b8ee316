package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.app.Daemon;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Draft;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Ada and Bo, and the streams that they follow. */
abstract class StreamTrial extends HttpTrial {
  static final String INBOX = "/v1/inbox/stream";
  static final String LAST = "Last-Event-ID";

  private final List<Followed> streams = new ArrayList<>();
  String ada;
  String bo;

  @BeforeEach
  void enrol() {
    ada = enrolled("ada", Access.AGENT);
    bo = enrolled("bo", Access.AGENT);
  }

  @AfterEach
  void leave() throws Exception {
    for (Followed stream : streams) {
      stream.close();
    }
  }

  /** A stream that is open. */
  Followed followed(String target, String token, String... headers) throws Exception {
    Followed stream = Followed.at(port, target, token, headers).open();
    streams.add(stream);
    return stream;
  }

  Future<Receipt> sending(String from, Note note) {
    return daemon.coordinator().send(Scene.as(from), note.draft());
  }

  Receipt sent(String from, Note note) {
    return await(sending(from, note));
  }

  /** So many notices to Bo, with their numbers as bodies, one after the other. */
  void sent(int first, int count) {
    for (int i = first; i < first + count; i++) {
      sent("ada", Note.to("bo").body("" + i));
    }
  }

  static List<String> bodies(List<Followed.Event> events) {
    return events.stream().map(event -> event.told("body")).toList();
  }

  static List<String> numbers(int first, int count) {
    return java.util.stream.IntStream.range(first, first + count)
        .mapToObj(String::valueOf)
        .toList();
  }

  /** The position that an event's id holds. */
  static long position(String id) {
    String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
    return Long.parseLong(text.split(" ")[1]);
  }

  ReceiptState state(String message, String agent) {
    return await(daemon.coordinator().receipts(Scene.OPERATOR, message)).of(agent);
  }

  /** Another daemon on the same store and, so that clients find it, the same port. */
  void restart() {
    await(daemon.close());
    daemon = await(Daemon.start(vertx, config()));
    port = URI.create(daemon.url()).getPort();
  }

  @Override
  Map<String, String> http() {
    return at("10000");
  }

  /** On the port of before, when there was one. */
  Map<String, String> at(String slowReaderMs) {
    return Map.of("http.port", "" + port, "http.slowReaderMs", slowReaderMs);
  }

  static Draft draft(String body, String... to) {
    return Note.to(to).body(body).draft();
  }
}
