package dev.multichat.client;

import dev.multichat.core.Awaiting;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.McpTerms;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries MCP between a client that only starts processes (JSON-RPC, a message a line) and a
 * daemon's endpoint (Streamable HTTP, in every version of the protocol that the daemon has). It
 * knows no tool and no method but those that begin, end and cancel.
 */
public final class StdioBridge {
  private static final long TO_FINISH_MS = 2000;

  private final Vertx vertx;
  private final Context context;
  private final Supplier<HubAddress> hub;
  private final Consumer<String> writer;
  private final McpSession session;
  private final Set<McpFlight> flights = new LinkedHashSet<>();
  private final Promise<Void> landed = Promise.promise();
  private @Nullable McpHttp http;
  private Future<?> begun = Future.succeededFuture();
  private volatile boolean lost = true;
  private boolean ending;

  /**
   * @param hub where the daemon is, asked on the thread that reads; again when it did not answer
   * @param out is told each line, one after the other
   */
  public StdioBridge(Vertx vertx, Supplier<HubAddress> hub, Consumer<String> out) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.hub = hub;
    this.writer = out;
    this.session = new McpSession(vertx, () -> Objects.requireNonNull(http), this::out);
  }

  /** Carries until the input ends; what is in flight then has two seconds more. */
  public void carry(InputStream in) {
    MessageLines lines = new MessageLines(in);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        take(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Promise<Void> finished = Promise.promise();
      context.runOnContext(now -> finish().onComplete(finished));
      Awaiting.result(finished.future());
    }
  }

  private void take(String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      HubAddress known = lost ? hub.get() : null;
      lost = false;
      context.runOnContext(now -> taken(line, known));
    } catch (MultichatException away) {
      context.runOnContext(now -> refused(line, String.valueOf(away.getMessage())));
    }
  }

  /** One line, whatever line breaks stand between the parts of the JSON. */
  private void out(String text) {
    String line = text.replace('\r', ' ').replace('\n', ' ');
    vertx.executeBlocking(
        () -> {
          writer.accept(line);
          return null;
        });
  }

  private void refused(String line, String why) {
    McpMessage message = read(line);
    if (message != null) {
      new McpFlight(message, session, this::out).failed(why);
    }
  }

  private @Nullable McpMessage read(String line) {
    try {
      McpMessage message = McpMessage.of(line);
      if (message == null) {
        tell(McpTerms.INVALID_REQUEST, "A message is a JSON object; this is none.");
      }
      return message;
    } catch (DecodeException e) {
      tell(
          McpTerms.PARSE, "This line is no JSON in UTF-8; send one JSON-RPC message on each line.");
      return null;
    }
  }

  private void tell(int code, String why) {
    McpFlight.tell(this::out, null, new JsonObject().put("code", code).put("message", why));
  }

  private void taken(String line, @Nullable HubAddress known) {
    if (known != null && (http == null || !http.hub().equals(known))) {
      if (http != null) {
        http.close();
      }
      http = new McpHttp(vertx, known);
    }
    McpMessage message = read(line);
    if (message != null && !cancelled(message)) {
      McpFlight flight = new McpFlight(message, session, this::out);
      flights.add(flight);
      if (message.isStateless()) {
        fly(flight, true);
      } else {
        inOrder(flight);
      }
    }
  }

  /** A session is begun before anything else is said in it. */
  private void inOrder(McpFlight flight) {
    Future<Void> before = begun.transform(done -> session.renewed());
    String method = flight.message().method();
    if (method.equals(McpTerms.INITIALIZE) || method.equals(McpTerms.INITIALIZED)) {
      begun =
          before.transform(
              done -> {
                if (flight.begins()) {
                  session.begin(flight.message());
                }
                return fly(flight, true);
              });
    } else {
      before.onComplete(done -> fly(flight, true));
    }
  }

  /** Closing a request is how newer versions cancel it over HTTP. */
  private boolean cancelled(McpMessage message) {
    if (!message.method().equals(McpTerms.CANCELLED)) {
      return false;
    }
    Object id = message.parameter("requestId");
    for (McpFlight flight : Set.copyOf(flights)) {
      if (flight.message().isStateless() && flight.message().ids().contains(id)) {
        flight.cancel();
        return true;
      }
    }
    return message.isStateless();
  }

  private Future<Void> fly(McpFlight flight, boolean mayRenew) {
    MultiMap headers = flight.message().headers();
    flight.taking(session.id());
    if (!flight.message().isStateless() && !flight.begins()) {
      headers.addAll(session.headers());
    }
    return Objects.requireNonNull(http)
        .call(HttpMethod.POST, flight.message().text(), headers, flight)
        .transform(done -> ended(flight, done, mayRenew));
  }

  private Future<Void> ended(McpFlight flight, AsyncResult<McpHttp.Ended> done, boolean mayRenew) {
    if (done.failed()) {
      broken(flight, done.cause());
    } else if (isSessionLost(flight, done.result()) && mayRenew) {
      return session
          .renew(flight.sessionId())
          .transform(
              renewed -> {
                if (renewed.succeeded()) {
                  return fly(flight, false);
                }
                broken(flight, renewed.cause());
                return land(flight);
              });
    } else if (done.result().status() >= 300) {
      flight.refused(done.result());
    } else {
      flight.ended();
      if (flight.message().method().equals(McpTerms.INITIALIZED)) {
        session.listen();
      }
    }
    return land(flight);
  }

  private static boolean isSessionLost(McpFlight flight, McpHttp.Ended ended) {
    return ended.status() == 404
        && !flight.sessionId().isEmpty()
        && !flight.message().isStateless()
        && !flight.begins();
  }

  private void broken(McpFlight flight, Throwable cause) {
    lost = true;
    McpHttp way = Objects.requireNonNull(http);
    flight.failed(
        flight.isSent() && !(cause instanceof MultichatException)
            ? "The connection to the daemon broke before the answer came, so it is not known whether"
                + " it was done; call again with the same key."
            : String.valueOf(way.hub().told(cause).getMessage()));
  }

  private Future<Void> land(McpFlight flight) {
    flights.remove(flight);
    if (ending && flights.isEmpty()) {
      landed.tryComplete();
    }
    return Future.succeededFuture();
  }

  private Future<Void> finish() {
    ending = true;
    if (flights.isEmpty()) {
      landed.tryComplete();
    }
    long timer = vertx.setTimer(TO_FINISH_MS, late -> landed.tryComplete());
    return landed
        .future()
        .onComplete(done -> vertx.cancelTimer(timer))
        .transform(done -> http == null ? Future.<Void>succeededFuture() : session.end())
        .transform(done -> http == null ? Future.<Void>succeededFuture() : http.close())
        .compose(done -> vertx.executeBlocking(() -> null));
  }
}
