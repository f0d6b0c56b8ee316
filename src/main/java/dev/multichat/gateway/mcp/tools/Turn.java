package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Caller;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param trace the trace that it belongs to, in the form of the header traceparent
 * @param progress who is told while it waits
 */
public record Turn(Caller caller, Arguments arguments, @Nullable String trace, Progress progress) {

  /** Tells a caller that something goes on. */
  public interface Progress {
    /**
     * The same future; while it is not complete the caller is told.
     *
     * @param seconds after which it completes at the latest
     */
    <T> Future<T> during(Future<T> waited, int seconds);
  }
}
