package dev.multichat.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The only failure of every port. The message says what was wrong, where, and what would be right;
 * {@link #details()} carries what a program needs: {@code retryAfterMs}, {@code outcome}, {@code
 * id}. It has no stack trace unless it wraps a cause, since most are refusals on a hot path.
 */
public final class MultichatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String OUTCOME = "outcome";
  private static final String UNKNOWN = "unknown";

  private final ErrorCode code;
  private final transient Map<String, String> details;

  private MultichatException(
      ErrorCode code, String message, Map<String, String> details, @Nullable Throwable cause) {
    super(message, cause, false, cause != null);
    this.code = code;
    this.details = details;
  }

  public MultichatException(ErrorCode code, String message) {
    this(code, message, Map.of(), null);
  }

  public MultichatException(ErrorCode code, String message, Map<String, String> details) {
    this(code, message, Map.copyOf(details), null);
  }

  public MultichatException(ErrorCode code, String message, Throwable cause) {
    this(code, message, Map.of(), cause);
  }

  public static MultichatException invalid(String message) {
    return new MultichatException(ErrorCode.INVALID, message);
  }

  public static MultichatException notFound(String message) {
    return new MultichatException(ErrorCode.NOT_FOUND, message);
  }

  public static MultichatException forbidden(String message) {
    return new MultichatException(ErrorCode.FORBIDDEN, message);
  }

  public static MultichatException conflict(String message) {
    return new MultichatException(ErrorCode.CONFLICT, message);
  }

  /** Nobody knows whether the message was stored: ask again with the same id. */
  public static MultichatException unknownOutcome(String id, Throwable cause) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The store gave no answer, so the outcome of '"
            + id
            + "' is unknown; send it again with the same id, which cannot double it.",
        Map.of(OUTCOME, UNKNOWN, "id", id),
        cause);
  }

  public ErrorCode code() {
    return code;
  }

  /** What a failure counts as: INTERNAL when it is none of ours. */
  public static ErrorCode codeOf(Throwable failure) {
    return failure instanceof MultichatException ours ? ours.code : ErrorCode.INTERNAL;
  }

  /** Whether it is what {@link #unknownOutcome} made. */
  public boolean isOutcomeUnknown() {
    return UNKNOWN.equals(details.get(OUTCOME));
  }

  public Map<String, String> details() {
    return details;
  }
}
