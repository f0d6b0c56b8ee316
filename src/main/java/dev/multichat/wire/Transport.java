package dev.multichat.wire;

import dev.multichat.core.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A way to a hub that is somewhere else. */
public interface Transport {
  /**
   * Has an operation of the public contract done.
   *
   * @param caller as whom; what the way cannot prove, the hub refuses
   * @param operation its name, as in docs/contract.md
   * @param wait how long the hub may take beyond the time that every call has
   * @return the reply; fails only with {@link dev.multichat.core.MultichatException}, and with
   *     UNAVAILABLE when no hub is there
   */
  Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait);
}
