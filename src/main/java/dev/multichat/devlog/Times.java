package dev.multichat.devlog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a devlog tells times: in UTC, and on the day that it opened without the day. */
final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String day;

  Times(Instant opened) {
    this.day = DevlogName.day(opened);
  }

  String of(@Nullable Instant at) {
    if (at == null) {
      return "an unknown time";
    }
    String atDay = DevlogName.day(at);
    return atDay.equals(day) ? clock(at) : atDay + " " + clock(at);
  }

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** RFC 3339 with milliseconds. */
  static @Nullable String exact(@Nullable Instant at) {
    return at == null ? null : EXACT.format(at);
  }
}
