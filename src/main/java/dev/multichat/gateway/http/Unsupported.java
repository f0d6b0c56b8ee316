package dev.multichat.gateway.http;

/** A request that HTTP itself has a word for: 415 unless told otherwise. */
final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;

  Unsupported(String message) {
    this(415, message);
  }

  Unsupported(int status, String message) {
    super(message, null, false, false);
    this.status = status;
    this.why = message;
  }

  String why() {
    return why;
  }

  int status() {
    return status;
  }
}
