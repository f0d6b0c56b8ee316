package dev.multichat.core;

/** A token as it is given out, once. Its text does not show the token. */
public record Issued(String id, Access access, String token) {
  @Override
  public String toString() {
    return "Issued[" + id + ", " + access + ", ***]";
  }
}
