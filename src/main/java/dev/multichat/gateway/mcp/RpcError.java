package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Problem;
import dev.multichat.wire.McpTerms;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A fault of the protocol: a code of JSON-RPC or of MCP, and the status of HTTP beside it. */
final class RpcError extends RuntimeException {
  /** The text is no JSON. */
  static final int PARSE = McpTerms.PARSE;

  /** It is no request. */
  static final int INVALID_REQUEST = McpTerms.INVALID_REQUEST;

  /** There is no such method. */
  static final int UNKNOWN_METHOD = -32601;

  /** The parameters do not fit the method. */
  static final int INVALID_PARAMS = -32602;

  /** The hub failed. */
  static final int INTERNAL = McpTerms.INTERNAL;

  /** There is no such resource, in the versions that have sessions. */
  static final int NO_RESOURCE = -32002;

  /** A header says something else than the body. */
  static final int HEADER_MISMATCH = -32020;

  /** The version of the protocol is not spoken. */
  static final int UNSUPPORTED_VERSION = -32022;

  private static final long serialVersionUID = 1L;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final int code;
  private final int status;
  private final transient @Nullable JsonObject data;

  private RpcError(int code, int status, String message, @Nullable JsonObject data) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.data = data;
  }

  /** One that is answered like a result, with status 200. */
  static RpcError of(int code, String message) {
    return new RpcError(code, OK, message, null);
  }

  /** One for which HTTP has a word too. */
  static RpcError of(int code, int status, String message) {
    return new RpcError(code, status, message, null);
  }

  /** A request that cannot be taken as it is: status 400. */
  static RpcError bad(int code, String message) {
    return of(code, BAD_REQUEST, message);
  }

  static RpcError unknownMethod(String method) {
    return of(
        UNKNOWN_METHOD,
        "The method '"
            + Texts.shown(method)
            + "' is unknown here; the server's capabilities tell what there is.");
  }

  /** A resource that is not there, or that the caller may not know of. */
  static RpcError noResource(Version version, String uri) {
    return new RpcError(
        version.isStateless() ? INVALID_PARAMS : NO_RESOURCE,
        OK,
        "There is no resource '"
            + Texts.shown(uri)
            + "' that you may read; resources/list tells what there is.",
        new JsonObject().put("uri", wellFormed(uri)));
  }

  /** What UTF-8 cannot keep becomes a question mark. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static RpcError unsupportedVersion(String requested) {
    JsonObject data =
        new JsonObject().put("supported", Version.names()).put("requested", Texts.shown(requested));
    return new RpcError(
        UNSUPPORTED_VERSION,
        BAD_REQUEST,
        "The protocol version '" + Texts.shown(requested) + misplaced(Version.of(requested)),
        data);
  }

  private static String misplaced(@Nullable Version spoken) {
    if (spoken == null) {
      return "' is not spoken here.";
    }
    return spoken.isStateless()
        ? "' has no sessions; send requests by POST alone."
        : "' begins with the method 'initialize'; a request's '_meta' does not name it.";
  }

  /**
   * What any failure is to a caller. A refusal of the hub keeps its own number, which is outside of
   * what JSON-RPC reserves, with the problem as data.
   *
   * @param where it failed, for the log
   */
  static RpcError of(Throwable failure, String where) {
    if (failure instanceof RpcError error) {
      return error;
    }
    JsonObject problem = Problem.of(failure, where);
    if (failure instanceof MultichatException refusal) {
      int status = refusal.code() == ErrorCode.UNAUTHENTICATED ? refusal.code().number() : OK;
      return new RpcError(
          refusal.code().number(), status, String.valueOf(refusal.getMessage()), problem);
    }
    return new RpcError(INTERNAL, OK, problem.getString("detail"), null);
  }

  /** The same under another status. */
  RpcError under(int otherStatus) {
    return new RpcError(code, otherStatus, String.valueOf(getMessage()), data);
  }

  int code() {
    return code;
  }

  int status() {
    return status;
  }

  /** The error object. */
  JsonObject json() {
    JsonObject error = new JsonObject().put("code", code).put("message", getMessage());
    return data == null ? error : error.put("data", data);
  }
}
