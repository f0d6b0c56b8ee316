package dev.multichat.wire;

/** Characters that show nothing, or that change how others are shown, and so may hide a text. */
final class Unseen {
  private static final int JOINER = 0x034f;
  private static final int BLANK_PATTERN = 0x2800;

  private Unseen() {}

  static boolean is(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isFiller(c) || isSelector(c);
    };
  }

  /** Letters and signs that have no shape (Unicode, Default_Ignorable_Code_Point, and U+2800). */
  private static boolean isFiller(int c) {
    return c == JOINER
        || c == BLANK_PATTERN
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || c == 0x3164
        || c == 0xffa0;
  }

  /** Variation selectors, of which a row can carry any bytes. */
  private static boolean isSelector(int c) {
    return (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef)
        || (c >= 0x180b && c <= 0x180f);
  }
}
