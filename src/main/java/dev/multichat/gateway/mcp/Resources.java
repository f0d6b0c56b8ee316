package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.mcp.resources.Address;
import dev.multichat.gateway.mcp.resources.Library;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources in the protocol: listed and read. */
final class Resources implements Feature {
  private static final String LIST = "resources/list";
  private static final String TEMPLATES = "resources/templates/list";
  private static final int KEPT_MS = 300_000;

  private final Library library;

  Resources(Library library) {
    this.library = library;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(LIST, this::list, TEMPLATES, this::templates, McpTerms.READ_RESOURCE, this::read);
  }

  @Override
  public JsonObject capabilities() {
    return new JsonObject().put("resources", new JsonObject());
  }

  @Override
  public Map<String, Integer> keptMs() {
    return Map.of(LIST, 0, TEMPLATES, KEPT_MS, McpTerms.READ_RESOURCE, 0);
  }

  private Future<JsonObject> list(Asked asked, JsonObject params) {
    return library.list(asked.caller(), cursor(params)).recover(Resources::misplaced);
  }

  private Future<JsonObject> templates(Asked asked, JsonObject params) {
    onePage(params);
    return Future.succeededFuture(new JsonObject().put("resourceTemplates", library.templates()));
  }

  private Future<JsonObject> read(Asked asked, JsonObject params) {
    String uri = uri(params);
    return at(asked, uri)
        .compose(address -> library.contents(asked.caller(), address))
        .recover(why -> Future.failedFuture(hidden(asked, uri, why)))
        .map(contents -> new JsonObject().put("contents", new JsonArray().add(contents)));
  }

  /** The address that a request is about; a fault of the protocol when there is none such. */
  static Future<Address> at(Asked asked, String uri) {
    try {
      return Future.succeededFuture(Address.of(uri));
    } catch (MultichatException refusal) {
      return Future.failedFuture(hidden(asked, uri, refusal));
    }
  }

  static String uri(JsonObject params) {
    if (params.getValue("uri") instanceof String uri) {
      return uri;
    }
    throw RpcError.of(RpcError.INVALID_PARAMS, "'uri' is missing or no text.");
  }

  /** What is not there and what belongs to others looks the same. */
  static Throwable hidden(Asked asked, String uri, Throwable why) {
    return isHidden(why) ? RpcError.noResource(asked.version(), uri) : why;
  }

  /** Whether this says that a resource is not there for the caller. */
  static boolean isHidden(Throwable why) {
    return why instanceof MultichatException refusal
        && switch (refusal.code()) {
          case NOT_FOUND, FORBIDDEN, INVALID -> true;
          default -> false;
        };
  }

  /** Refuses to go on in a list that is whole. */
  static void onePage(JsonObject params) {
    if (cursor(params) != null) {
      throw RpcError.of(
          RpcError.INVALID_PARAMS, "'cursor' is of no list here: everything is on one page.");
    }
  }

  private static @Nullable String cursor(JsonObject params) {
    Object given = params.getValue("cursor");
    if (given == null || given instanceof String) {
      return (String) given;
    }
    throw RpcError.of(RpcError.INVALID_PARAMS, "'cursor' must be a text.");
  }

  private static Future<JsonObject> misplaced(Throwable why) {
    ErrorCode code = MultichatException.codeOf(why);
    return Future.failedFuture(
        code == ErrorCode.INVALID || code == ErrorCode.CONFLICT
            ? RpcError.of(RpcError.INVALID_PARAMS, String.valueOf(why.getMessage()))
            : why);
  }
}
