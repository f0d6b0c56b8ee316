package dev.multichat.gateway.mcp;

import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The versions that begin with {@code initialize}, from 2025-03-26 to 2025-11-25. */
final class WithSessions {
  private static final String PING = "ping";
  private static final int MOST_IN_BATCH = 100;
  private static final Serving.Manner MANNER =
      new Serving.Manner(UnaryOperator.identity(), error -> error);

  private final Serving serving;
  private final ClientSessions sessions;

  WithSessions(Serving serving, ClientSessions sessions) {
    this.serving = serving;
    this.sessions = sessions;
  }

  /** Faults of the request as a whole are thrown. */
  Future<Void> answer(HttpExchange http, Call call) {
    if (call.method().equals(McpTerms.INITIALIZE)) {
      checkVersion(http);
      return initialized(http, call);
    }
    ClientSession session = session(http);
    if (call.isNotification()) {
      take(session, call);
      return http.reply().accept();
    }
    Asked asked = new Asked(http, session.version(), session, call);
    session.begin(asked);
    return serving.serve(http, asked, MANNER, this::result).onComplete(done -> session.done(asked));
  }

  /** An answer to a request that nobody sent. */
  Future<Void> ignore(HttpExchange http) {
    session(http);
    return http.reply().accept();
  }

  /** The one that a request names; a fault when it is none, or when it speaks another version. */
  ClientSession session(HttpExchange http) {
    checkVersion(http);
    ClientSession session = sessions.of(http);
    String named = http.header(McpTerms.VERSION_HEADER);
    if (named != null && !named.equals(session.version().toString())) {
      throw RpcError.bad(
          RpcError.INVALID_REQUEST,
          "The header "
              + McpTerms.VERSION_HEADER
              + " is '"
              + named
              + "'; in this session it must be '"
              + session.version()
              + "'.");
    }
    return session;
  }

  private static void checkVersion(HttpExchange http) {
    String named = http.header(McpTerms.VERSION_HEADER);
    Version version = Version.of(named);
    if (named != null && (version == null || version.isStateless())) {
      throw RpcError.unsupportedVersion(named);
    }
  }

  private Future<Void> initialized(HttpExchange http, Call call) {
    if (call.isNotification()) {
      throw RpcError.bad(RpcError.INVALID_REQUEST, "'initialize' is a request and needs an 'id'.");
    }
    Asked asked = new Asked(http, Version.NEWEST_WITH_SESSIONS, null, call);
    return serving.serve(http, asked, MANNER, begun -> begin(http, call));
  }

  private Future<JsonObject> begin(HttpExchange http, Call call) {
    if (!(call.params().getValue("protocolVersion") instanceof String wanted)) {
      return Future.failedFuture(
          RpcError.of(RpcError.INVALID_PARAMS, "'protocolVersion' is missing or no text."));
    }
    Version known = Version.of(wanted);
    Version agreed = known == null || known.isStateless() ? Version.NEWEST_WITH_SESSIONS : known;
    try {
      ClientSession session = sessions.begin(http.caller().agent(), http.credentials(), agreed);
      http.request().response().putHeader(McpTerms.SESSION_ID, session.id());
    } catch (RuntimeException limited) {
      return Future.failedFuture(limited);
    }
    return Future.succeededFuture(
        serving
            .methods()
            .introduction()
            .put("protocolVersion", agreed.toString())
            .put("serverInfo", serving.methods().serverInfo()));
  }

  private Future<JsonObject> result(Asked asked) {
    return asked.call().method().equals(PING)
        ? Future.succeededFuture(new JsonObject())
        : serving.methods().result(asked);
  }

  private static void take(ClientSession session, Call call) {
    if (call.method().equals(McpTerms.CANCELLED)) {
      session.cancel(call.params().getValue("requestId"));
    }
  }

  /**
   * Several requests at once, where the session's version has that; their answers come together.
   */
  Future<Void> answer(HttpExchange http, JsonArray batch) {
    ClientSession session = session(http);
    if (!session.version().hasBatches()) {
      throw RpcError.bad(
          RpcError.INVALID_REQUEST, "A body is one request; send each in a body of its own.");
    }
    if (batch.isEmpty() || batch.size() > MOST_IN_BATCH) {
      throw RpcError.bad(
          RpcError.INVALID_REQUEST, "A batch has 1 to " + MOST_IN_BATCH + " requests.");
    }
    List<Asked> asked = new ArrayList<>();
    List<Future<@Nullable JsonObject>> answers = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      answers.add(item(http, session, batch, i, asked));
    }
    return Future.join(answers)
        .compose(all -> http.here())
        .compose(here -> together(http, answers))
        .compose(written -> taken(asked))
        .onComplete(done -> asked.forEach(session::done));
  }

  private Future<@Nullable JsonObject> item(
      HttpExchange http, ClientSession session, JsonArray batch, int at, List<Asked> all) {
    Call call;
    try {
      JsonObject json = Rpc.item(batch, at);
      if (Rpc.isAnswer(json)) {
        return Future.succeededFuture();
      }
      call = Rpc.call(json);
    } catch (RpcError fault) {
      Object id = Rpc.idOf(batch.getValue(at));
      return Future.succeededFuture(Rpc.error(id, serving.error(fault)));
    }
    if (call.isNotification()) {
      take(session, call);
      return Future.succeededFuture();
    }
    Asked asked = Asked.inBatch(http, session, call);
    session.begin(asked);
    all.add(asked);
    return Serving.done(asked, this::result)
        .map(result -> Rpc.result(call.id(), result))
        .otherwise(failure -> failed(call, failure));
  }

  /** Nothing when nobody wants the answer any more. */
  private @Nullable JsonObject failed(Call call, Throwable failure) {
    return failure instanceof CancellationException
        ? null
        : Rpc.error(call.id(), serving.error(failure));
  }

  private static Future<Void> together(
      HttpExchange http, List<Future<@Nullable JsonObject>> answers) {
    http.admit();
    JsonArray told = new JsonArray();
    answers.stream().map(Future::result).filter(answer -> answer != null).forEach(told::add);
    return told.isEmpty() ? http.reply().accept() : http.reply().end(told);
  }

  private static Future<Void> taken(List<Asked> all) {
    Future<Void> done = Future.succeededFuture();
    for (Asked asked : all) {
      done = done.compose(before -> asked.taken());
    }
    return done;
  }
}
