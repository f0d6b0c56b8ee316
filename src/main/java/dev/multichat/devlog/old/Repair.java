package dev.multichat.devlog.old;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts right text whose UTF-8 was once decoded as something else: a line is changed only where all
 * of it, encoded again, is UTF-8 of characters that somebody may have written.
 */
final class Repair {
  private static final int MOST_ROUNDS = 3;
  private static final int SURELY_MEANT = 3;
  private static final List<Repair> ALL =
      List.of(new Repair("windows-1252"), new Repair("ISO-8859-1"), new Repair("x-MacRoman"));

  private final String name;
  private final Map<Character, Byte> bytes = new HashMap<>();

  private Repair(String name) {
    this.name = name;
    byte[] one = new byte[1];
    for (int i = 0; i < 256; i++) {
      one[0] = (byte) i;
      char c = new String(one, Charset.forName(name)).charAt(0);
      // What a table leaves undefined most decoders hand on as a control character.
      bytes.put(c == '\uFFFD' ? (char) i : c, (byte) i);
    }
  }

  static String of(String text, Notes notes) {
    Map<String, Integer> counts = new TreeMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = repaired(lines[i], counts);
    }
    counts.forEach((name, count) -> notes.repaired(sentence(name, count)));
    return counts.isEmpty() ? text : String.join("\n", lines);
  }

  private static String sentence(String name, int count) {
    return Notes.count(count, "line was", "lines were")
        + " UTF-8 that had been decoded as "
        + name
        + (count == 1 ? "; it was repaired." : "; they were repaired.");
  }

  private static String repaired(String line, Map<String, Integer> counts) {
    String now = line;
    for (int round = 0; round < MOST_ROUNDS && !isAscii(now); round++) {
      String before = now;
      for (Repair one : ALL) {
        String then = one.again(before);
        if (then != null) {
          counts.merge(one.name, round == 0 ? 1 : 0, Integer::sum);
          now = then;
          break;
        }
      }
      if (now.equals(before)) {
        break;
      }
    }
    return now;
  }

  private static boolean isAscii(String line) {
    return line.chars().allMatch(c -> c < 128);
  }

  /** The line as it was before it was decoded wrongly; absent when it was not. */
  private @Nullable String again(String line) {
    byte[] out = new byte[line.length()];
    for (int i = 0; i < out.length; i++) {
      Byte b = bytes.get(line.charAt(i));
      if (b == null) {
        return null;
      }
      out[i] = b;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out)).toString();
      boolean same = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), out);
      return same && text.length() < line.length() && isLikely(text) ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Typographic marks side by side can make up a rare letter, but hardly three of them. */
  private static boolean isLikely(String text) {
    long rare = text.codePoints().filter(c -> c >= 0x180 && c < 0x2000).count();
    return (rare == 0 || rare >= SURELY_MEANT)
        && text.codePoints().noneMatch(c -> c >= 0x80 && c < 0xA0);
  }
}
