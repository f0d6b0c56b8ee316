package dev.multichat.client;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.McpTerms;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session that protocol versions before 2026-07-28 have: the client begins it, and when the
 * daemon lost it, it is begun again with what the client said then. On one context only.
 */
final class McpSession {

  private static final String READY =
      new JsonObject().put("jsonrpc", "2.0").put("method", McpTerms.INITIALIZED).encode();
  private static final Set<Integer> NO_STREAM = Set.of(400, 401, 403, 405, 406);
  private static final long PAUSE_MS = 1000;
  private static final long END_MS = 1000;

  private final Vertx vertx;
  private final Supplier<McpHttp> http;
  private final Consumer<String> out;
  private @Nullable McpMessage beginning;
  private @Nullable Future<Void> renewing;
  private String id = "";
  private String version = "";
  private boolean listening;
  private boolean ended;

  /**
   * @param out is told what the daemon says by itself
   */
  McpSession(Vertx vertx, Supplier<McpHttp> http, Consumer<String> out) {
    this.vertx = vertx;
    this.http = http;
    this.out = out;
  }

  /** The client begins a session with this message. */
  void begin(McpMessage initialize) {
    beginning = initialize;
    id = "";
    version = "";
  }

  String id() {
    return id;
  }

  /** What every message of the session has in its head. */
  MultiMap headers() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (!id.isEmpty()) {
      headers.add(McpTerms.SESSION_ID, id);
    }
    return version.isEmpty() ? headers : headers.add(McpTerms.VERSION_HEADER, version);
  }

  /** The head of the answer to what begins the session. */
  void head(HttpClientResponse response) {
    String given = response.getHeader(McpTerms.SESSION_ID);
    if (response.statusCode() == 200 && given != null) {
      id = given;
    }
  }

  /** A message of the answer to what begins the session. */
  void heard(String text) {
    if (McpMessage.json(text) instanceof JsonObject answer
        && answer.getValue("result") instanceof JsonObject result
        && result.getValue("protocolVersion") instanceof String agreed) {
      version = agreed;
    }
  }

  /** Begins the session again, unless that was done since it had this id. */
  Future<Void> renew(String lost) {
    McpMessage begun = beginning;
    if (renewing != null || begun == null || !lost.equals(id)) {
      return renewed();
    }
    begin(begun);
    Future<Void> again = begun(begun);
    renewing = again;
    again.onComplete(done -> renewing = null);
    return again;
  }

  /** When it is not being begun again, which is when others may be sent in it. */
  Future<Void> renewed() {
    return renewing == null ? Future.succeededFuture() : renewing;
  }

  private Future<Void> begun(McpMessage begun) {
    McpHttp.Taker taker =
        new McpHttp.Taker() {
          @Override
          public void head(HttpClientResponse response) {
            McpSession.this.head(response);
          }

          @Override
          public void message(String text) {
            heard(text);
          }
        };
    return http.get()
        .call(HttpMethod.POST, begun.text(), MultiMap.caseInsensitiveMultiMap(), taker)
        .compose(
            over ->
                id.isEmpty()
                    ? Future.failedFuture(refused(over))
                    : http.get().call(HttpMethod.POST, READY, headers(), NOTHING))
        .mapEmpty();
  }

  private static MultichatException refused(McpHttp.Ended over) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The daemon lost the session and began no other (" + over.status() + "); connect again.");
  }

  /** Listens to what the daemon says by itself, from now to the end. */
  void listen() {
    if (!listening && !id.isEmpty()) {
      listening = true;
      open();
    }
  }

  private void open() {
    String at = id;
    McpHttp.Taker taker =
        new McpHttp.Taker() {
          @Override
          public void head(HttpClientResponse response) {}

          @Override
          public void message(String text) {
            if (McpMessage.isSpoken(McpMessage.json(text))) {
              out.accept(text);
            }
          }
        };
    http.get().call(HttpMethod.GET, "", headers(), taker).onComplete(over -> again(at, over));
  }

  private void again(String at, AsyncResult<McpHttp.Ended> over) {
    int status = over.succeeded() ? over.result().status() : 0;
    if (ended || NO_STREAM.contains(status)) {
      listening = false;
    } else if (status == 404) {
      renew(at).onComplete(done -> later());
    } else {
      later();
    }
  }

  private void later() {
    vertx.setTimer(PAUSE_MS, now -> open());
  }

  /** Tells the daemon that the session is over, as far as it still hears it. */
  Future<Void> end() {
    ended = true;
    if (id.isEmpty()) {
      return Future.succeededFuture();
    }
    return http.get()
        .call(HttpMethod.DELETE, "", headers(), NOTHING)
        .timeout(END_MS, TimeUnit.MILLISECONDS)
        .transform(done -> Future.succeededFuture());
  }

  private static final McpHttp.Taker NOTHING =
      new McpHttp.Taker() {
        @Override
        public void head(HttpClientResponse response) {}

        @Override
        public void message(String text) {}
      };
}
