package dev.multichat.gateway.mcp;

import dev.multichat.core.Texts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Version 2026-07-28: each request says all that it needs, and its headers say the same. */
final class Stateless {
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String VERSION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String SERVER = PREFIX + "serverInfo";
  private static final String DISCOVER = "server/discover";
  private static final int NOT_FOUND = 404;
  private static final int DISCOVERY_KEPT_MS = 300_000;

  /** Which parameter the header Mcp-Name repeats. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private static final String ENCODED = "=?base64?";
  private static final String END = "?=";

  private final Serving serving;

  Stateless(Serving serving) {
    this.serving = serving;
  }

  /** Whether a request is of this version, or claims to be. */
  static boolean isMeant(Post post, Call call) {
    return call.meta().containsKey(VERSION)
        || Version.STATELESS.toString().equals(post.header(Version.HEADER));
  }

  Future<Void> answer(Post post, Call call) {
    if (call.isNotification()) {
      return post.reply().accept();
    }
    Asked asked = new Asked(post, Version.STATELESS, null, call);
    Serving.Manner manner =
        new Serving.Manner(result -> dressed(call.method(), result), Stateless::fault);
    try {
      check(post, call);
    } catch (RpcError fault) {
      return serving.refuse(post, asked, manner, fault);
    }
    return call.method().equals(DISCOVER)
        ? serving.serve(post, asked, manner, this::discovered)
        : serving.serve(post, asked, manner);
  }

  private static void check(Post post, Call call) {
    if (!(call.meta().getValue(VERSION) instanceof String version)) {
      throw missing(VERSION);
    }
    checkHeader(post, Version.HEADER, version);
    if (Version.of(version) != Version.STATELESS) {
      throw RpcError.unsupportedVersion(version);
    }
    if (!(call.meta().getValue(CAPABILITIES) instanceof JsonObject)) {
      throw missing(CAPABILITIES);
    }
    checkHeader(post, "Mcp-Method", call.method());
    String named = NAMED.get(call.method());
    if (named != null && call.params().getValue(named) instanceof String name) {
      checkHeader(post, "Mcp-Name", name);
    }
  }

  private static RpcError missing(String field) {
    return RpcError.bad(
        RpcError.INVALID_PARAMS, "'_meta." + field + "' is missing or of the wrong type.");
  }

  private static void checkHeader(Post post, String header, String said) {
    String value = post.header(header);
    if (!said.equals(value == null ? null : plain(value))) {
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

  /** The value that a header means: what is no plain ASCII comes in Base64. */
  private static @Nullable String plain(String value) {
    if (!value.startsWith(ENCODED) || !value.endsWith(END)) {
      return value;
    }
    try {
      String text = value.substring(ENCODED.length(), value.length() - END.length());
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return null;
    }
  }

  private Future<JsonObject> discovered(Asked asked) {
    return Future.succeededFuture(
        serving.methods().introduction().put("supportedVersions", Version.names()));
  }

  private JsonObject dressed(String method, JsonObject result) {
    JsonObject meta = result.getJsonObject("_meta", new JsonObject());
    result
        .put("_meta", meta.put(SERVER, serving.methods().serverInfo()))
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
