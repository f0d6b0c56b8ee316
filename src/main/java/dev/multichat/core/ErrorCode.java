package dev.multichat.core;

import java.util.Arrays;

/**
 * Why an operation was refused. {@link #number()} is the HTTP status of RFC 9110 (507: RFC 4918)
 * and is used on every gateway; it is the event bus's failure code too.
 */
public enum ErrorCode {
  INVALID(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  CONFLICT(409),
  TOO_LARGE(413),
  LIMITED(429),
  INTERNAL(500),
  UNAVAILABLE(503),
  TIMEOUT(504),
  STORAGE_FULL(507);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The code of a number, INTERNAL for one that is not ours. */
  public static ErrorCode of(int number) {
    return Arrays.stream(values()).filter(c -> c.number == number).findFirst().orElse(INTERNAL);
  }
}
