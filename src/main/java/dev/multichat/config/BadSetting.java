package dev.multichat.config;

/** A value that a record of the tree refused; the loader adds where it came from. */
final class BadSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String allowed;

  BadSetting(String key, Object value, String allowed) {
    super(key + " is '" + value + "'; " + allowed);
    this.key = key;
    this.allowed = allowed;
  }

  String key() {
    return key;
  }

  /** What would be right. */
  String allowed() {
    return allowed;
  }
}
