package dev.multichat.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Times for people, in UTC. */
final class Times {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Times() {}

  /** A moment as RFC 3339 writes it, or the beginning of a day in UTC. */
  static Instant read(String given) {
    try {
      return given.length() == "2025-09-24".length()
          ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(given).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + given + "' is no time; give one such as 2025-09-24 or 2025-09-24T04:27:49Z.");
    }
  }

  static String shown(@Nullable Instant time) {
    return time == null ? "-" : SECONDS.format(time);
  }
}
