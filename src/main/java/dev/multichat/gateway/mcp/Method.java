package dev.multichat.gateway.mcp;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A method of the protocol, the same in all versions. */
@FunctionalInterface
interface Method {
  /** The result, without what a version adds to each; fails with {@link RpcError} or a refusal. */
  Future<JsonObject> call(Asked asked, JsonObject params);
}
