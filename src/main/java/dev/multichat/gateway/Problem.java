package dev.multichat.gateway;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Traceparent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as the object of RFC 9457, on every way in the same. */
public final class Problem {
  /** What every problem has; whatever else there is are the details of a refusal. */
  public static final List<String> FIELDS = List.of("type", "title", "status", "code", "detail");

  /** How long to wait before trying again, where that helps. */
  public static final String RETRY_MS = "retryAfterMs";

  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
  private static final long SOON_MS = 1000;

  private Problem() {}

  /**
   * Tells the caller of a refusal what it was, and of anything else only where to look it up.
   *
   * @param where it failed, for the log
   */
  public static JsonObject of(Throwable failure, String where) {
    return of(failure, where, null);
  }

  /**
   * The same in a trace.
   *
   * @param trace as the header traceparent has it, for the log
   */
  public static JsonObject of(Throwable failure, String where, @Nullable String trace) {
    if (failure instanceof MultichatException refusal) {
      return of(refusal);
    }
    String incident = UUID.randomUUID().toString();
    LOG.atError()
        .addKeyValue(Traceparent.HEADER, trace)
        .setCause(failure)
        .log("incident {} on {}", incident, where);
    return of(
        ErrorCode.INTERNAL.number(),
        ErrorCode.INTERNAL.name(),
        "The hub failed; its log tells why under incident " + incident + ".");
  }

  /** A refusal with its details. */
  public static JsonObject of(MultichatException refusal) {
    ErrorCode code = refusal.code();
    JsonObject problem = of(code.number(), code.name(), String.valueOf(refusal.getMessage()));
    refusal.details().forEach(problem::put);
    if (code == ErrorCode.LIMITED || code == ErrorCode.UNAVAILABLE) {
      problem.put(RETRY_MS, millis(refusal.details().get(RETRY_MS)));
    }
    return problem;
  }

  private static long millis(@Nullable String told) {
    return told == null ? SOON_MS : Long.parseLong(told);
  }

  /** One with this status of HTTP. */
  public static JsonObject of(int status, String code, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("code", code)
        .put("detail", detail);
  }
}
