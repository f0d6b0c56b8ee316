package dev.multichat.gateway.mcp;

import dev.multichat.core.Texts;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Version 2026-07-28: each request says all that it needs, and its headers say the same. */
final class Stateless {
  private static final String CAPABILITIES = McpTerms.PREFIX + "clientCapabilities";
  private static final String SERVER = McpTerms.PREFIX + "serverInfo";
  private static final String DISCOVER = "server/discover";
  private static final int NOT_FOUND = 404;
  private static final int DISCOVERY_KEPT_MS = 300_000;

  private final Serving serving;

  Stateless(Serving serving) {
    this.serving = serving;
  }

  /** Whether a request is of this version, or claims to be. */
  static boolean isMeant(HttpExchange http, Call call) {
    return call.meta().containsKey(McpTerms.META_VERSION)
        || Version.STATELESS.toString().equals(http.header(McpTerms.VERSION_HEADER));
  }

  Future<Void> answer(HttpExchange http, Call call) {
    if (call.isNotification()) {
      return http.reply().accept();
    }
    Asked asked = new Asked(http, Version.STATELESS, null, call);
    Serving.Manner manner =
        new Serving.Manner(result -> dressed(call.method(), result), Stateless::fault);
    try {
      check(http, call);
    } catch (RpcError fault) {
      return serving.refuse(http, asked, manner, fault);
    }
    return call.method().equals(DISCOVER)
        ? serving.serve(http, asked, manner, this::discovered)
        : serving.serve(http, asked, manner);
  }

  private static void check(HttpExchange http, Call call) {
    if (!(call.meta().getValue(McpTerms.META_VERSION) instanceof String version)) {
      throw missing(McpTerms.META_VERSION);
    }
    boolean spoken = Version.of(version) == Version.STATELESS;
    if (spoken || http.header(McpTerms.VERSION_HEADER) != null) {
      checkHeader(http, McpTerms.VERSION_HEADER, version);
    }
    if (!spoken) {
      throw RpcError.unsupportedVersion(version);
    }
    if (!(call.meta().getValue(CAPABILITIES) instanceof JsonObject)) {
      throw missing(CAPABILITIES);
    }
    checkHeader(http, McpTerms.METHOD_HEADER, call.method());
    String named = McpTerms.named(call.method());
    if (named != null && call.params().getValue(named) instanceof String name) {
      checkHeader(http, McpTerms.NAME_HEADER, name);
    }
  }

  private static RpcError missing(String field) {
    return RpcError.bad(
        RpcError.INVALID_PARAMS, "'_meta." + field + "' is missing or of the wrong type.");
  }

  private static void checkHeader(HttpExchange http, String header, String said) {
    String value = http.header(header);
    if (!said.equals(value == null ? null : McpTerms.meant(value))) {
      throw RpcError.bad(
          RpcError.HEADER_MISMATCH,
          "The header "
              + header
              + (value == null ? " is missing" : " is '" + Texts.shown(value) + "'")
              + "; it must be '"
              + Texts.shown(said)
              + "' as in the body.");
    }
  }

  private Future<JsonObject> discovered(Asked asked) {
    return Future.succeededFuture(
        serving.methods().introduction().put("supportedVersions", Version.names()));
  }

  private JsonObject dressed(String method, JsonObject result) {
    JsonObject meta = result.getJsonObject(McpTerms.META, new JsonObject());
    result
        .put(McpTerms.META, meta.put(SERVER, serving.methods().serverInfo()))
        .put("resultType", "complete");
    Integer kept =
        method.equals(DISCOVER)
            ? Integer.valueOf(DISCOVERY_KEPT_MS)
            : serving.methods().keptMs(method);
    return kept == null ? result : result.put("ttlMs", kept).put("cacheScope", "private");
  }

  private static RpcError fault(RpcError error) {
    return error.code() == RpcError.UNKNOWN_METHOD ? error.under(NOT_FOUND) : error;
  }
}
