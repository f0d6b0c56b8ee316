package dev.multichat.config;

/** Checks of numbers; the message names the key, the value and what is allowed. */
final class Range {
  private Range() {}

  static void check(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new BadSetting(key, value, "it must be " + least + " to " + most);
    }
  }
}
