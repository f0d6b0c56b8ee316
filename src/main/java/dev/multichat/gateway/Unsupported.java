package dev.multichat.gateway;

/** A request that HTTP itself has a word for: 415 unless told otherwise. */
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;

  public Unsupported(String message) {
    this(415, message);
  }

  public Unsupported(int status, String message) {
    super(message, null, false, false);
    this.status = status;
    this.why = message;
  }

  public String why() {
    return why;
  }

  public int status() {
    return status;
  }
}
