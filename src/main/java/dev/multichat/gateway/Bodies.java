package dev.multichat.gateway;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of requests: JSON objects of a bounded size that come within a bounded time. */
public final class Bodies {
  private static final int BESIDES_BYTES = 1024 * 1024;

  /** Text that is escaped in JSON takes up to six bytes for one. */
  private static final int ESCAPED = 6;

  /** Up to 99,999 bytes. */
  private static final int SHORT_DIGITS = 5;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String JSON = "application/json";
  private static final Set<String> TYPES = Set.of(JSON, JSON + ";charset=utf-8");

  private final Vertx vertx;
  private final int withinMs;
  private final long most;
  private final Budget budget;

  /**
   * @param withinMs in which a body must be there
   * @param bodyBytes that a message's body may have
   */
  public Bodies(Vertx vertx, int withinMs, int bodyBytes, Budget budget) {
    this.budget = budget;
    this.vertx = vertx;
    this.withinMs = withinMs;
    this.most = largest(bodyBytes);
  }

  /** The largest body that is taken, in bytes. */
  public static long largest(int bodyBytes) {
    return (long) bodyBytes * ESCAPED + BESIDES_BYTES;
  }

  /** The object; empty when there is no body at all. Must be called before the handler returns. */
  public Future<JsonObject> object(HttpServerRequest request, String caller) {
    return isEmpty(request)
        ? Future.succeededFuture(new JsonObject())
        : text(request, caller).map(Wire::object);
  }

  /** The JSON text, not looked into yet. Must be called before the handler returns. */
  public Future<String> text(HttpServerRequest request, String caller) {
    checkForm(request);
    return read(request, caller).map(Bodies::text);
  }

  /** Reading puts the replacement character where bytes are no UTF-8; it may also be meant. */
  private static String text(Buffer body) {
    String text = body.toString();
    if (text.indexOf(REPLACEMENT) >= 0 && !Buffer.buffer(text).equals(body)) {
      throw MultichatException.invalid("The body is not well-formed UTF-8.");
    }
    return text;
  }

  private static boolean isEmpty(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length == null || length.equals("0"))
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
  }

  /** Whether more may be on its way than is worth waiting for when nobody wants it. */
  public static boolean mayBeLong(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && length.length() > SHORT_DIGITS);
  }

  private static void checkForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (!JSON.equals(type) && (type == null || !TYPES.contains(folded(type)))) {
      throw new Unsupported(
          "The content type is '" + shown(type) + "'; it must be application/json in UTF-8.");
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Unsupported("The body is encoded as '" + shown(encoding) + "'; send it plain.");
    }
  }

  private static String folded(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[ \"]", "");
  }

  private static String shown(@Nullable String text) {
    return Texts.shown(text == null ? "" : text);
  }

  private Future<Buffer> read(HttpServerRequest request, String caller) {
    Promise<Buffer> whole = Promise.promise();
    Buffer gathered = Buffer.buffer();
    long timer =
        vertx.setTimer(
            withinMs,
            late -> whole.tryFail(new Unsupported(408, "The body did not come in time.")));
    request.handler(part -> gather(request, caller, part, gathered, whole));
    request.endHandler(end -> whole.tryComplete(gathered));
    request.exceptionHandler(
        broken -> whole.tryFail(new Unsupported(400, "The body is malformed or was cut off.")));
    return whole
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              budget.give(caller, gathered.length());
            });
  }

  private void gather(
      HttpServerRequest request,
      String caller,
      Buffer part,
      Buffer gathered,
      Promise<Buffer> whole) {
    if (whole.future().isComplete()) {
      return;
    }
    try {
      if (gathered.length() + part.length() > most) {
        throw tooLarge();
      }
      budget.take(caller, part.length());
      gathered.appendBuffer(part);
    } catch (MultichatException refusal) {
      request.handler(rest -> {});
      whole.tryFail(refusal);
    }
  }

  private MultichatException tooLarge() {
    return new MultichatException(
        ErrorCode.TOO_LARGE, "The request has more than " + most + " bytes; send less at once.");
  }
}
