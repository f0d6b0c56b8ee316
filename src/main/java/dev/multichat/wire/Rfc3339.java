package dev.multichat.wire;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Times as RFC 3339 texts in UTC with milliseconds. Most times of a busy second share all but their
 * milliseconds, so the last second is remembered; any thread may use and replace it.
 */
public final class Rfc3339 {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

  /** A second and the text up to its fraction. */
  private record Second(long epoch, String text) {}

  private static volatile Second last = new Second(0, TO_THE_SECOND.format(Instant.EPOCH));

  private Rfc3339() {}

  /** The text of a time. */
  public static String text(Instant time) {
    Second second = last;
    if (second.epoch != time.getEpochSecond()) {
      second = new Second(time.getEpochSecond(), TO_THE_SECOND.format(time));
      last = second;
    }
    int millis = time.getNano() / 1_000_000;
    String zeros = millis < 10 ? "00" : millis < 100 ? "0" : "";
    return second.text + zeros + millis + 'Z';
  }

  /** The time of a text with any offset, cut to milliseconds; fails with DateTimeException. */
  static Instant instant(String text) {
    Second second = last;
    int fraction = second.text.length();
    if (text.length() == fraction + 4 && text.endsWith("Z") && text.startsWith(second.text)) {
      int millis = millis(text, fraction);
      if (millis >= 0) {
        return Instant.ofEpochSecond(second.epoch, millis * 1_000_000L);
      }
    }
    return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static int millis(String text, int from) {
    int millis = 0;
    for (int i = from; i < from + 3; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      millis = millis * 10 + (c - '0');
    }
    return millis;
  }
}
