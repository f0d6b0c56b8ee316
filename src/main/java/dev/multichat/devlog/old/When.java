package dev.multichat.devlog.old;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A date, a time of day, or both, as people write them; only what can be read in one way. */
record When(@Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset zone) {
  private static final int LONGEST = 80;
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
  private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final Pattern MONTH_DAY =
      Pattern.compile("([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})");
  private static final Pattern DAY_MONTH =
      Pattern.compile("(\\d{1,2})\\.? ([A-Za-z]{3,9})\\.? (\\d{4})");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,3})\\d{0,6})?)?(?: ?([AaPp])\\.?[Mm]\\.?)?"
              + " ?(UTC|GMT|Z|[+-]\\d{2}:?\\d{2})?");

  private static final Pattern BOTH =
      Pattern.compile("(.*\\d{4}|[\\d/.-]+)(?:(?:T|,? (?:at )?)(\\d{1,2}:.*))?");

  private static final When NOTHING = new When(null, null, null);

  /** Absent when any of the text is something else. */
  static @Nullable When of(String given) {
    String text = given.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    try {
      When time = time(text);
      Matcher m = BOTH.matcher(text);
      return time != null ? time : m.matches() ? both(m.group(1), m.group(2)) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable When both(String dateText, @Nullable String timeText) {
    LocalDate date = date(dateText.strip());
    When time = timeText == null ? NOTHING : time(timeText.strip());
    return date == null || time == null ? null : new When(date, time.time(), time.zone());
  }

  private static @Nullable LocalDate date(String text) {
    Matcher m = YEAR_FIRST.matcher(text);
    if (m.matches()) {
      return day(m.group(1), number(m.group(3)), m.group(4));
    }
    m = DAY_FIRST.matcher(text);
    if (m.matches()) {
      return day(m.group(3), number(m.group(2)), m.group(1));
    }
    m = MONTH_DAY.matcher(text);
    if (m.matches()) {
      return day(m.group(3), month(m.group(1)), m.group(2));
    }
    m = DAY_MONTH.matcher(text);
    return m.matches() ? day(m.group(3), month(m.group(2)), m.group(1)) : null;
  }

  private static @Nullable LocalDate day(String year, int month, String day) {
    return number(year) < 1970 ? null : LocalDate.of(number(year), month, number(day));
  }

  private static int month(String name) {
    return 1 + MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
  }

  private static @Nullable When time(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return null;
    }
    int hour = number(m.group(1));
    if (m.group(5) != null) {
      if (hour < 1 || hour > 12) {
        return null;
      }
      hour = hour % 12 + (m.group(5).equalsIgnoreCase("p") ? 12 : 0);
    }
    int second = m.group(3) == null ? 0 : number(m.group(3));
    int nanos = m.group(4) == null ? 0 : number((m.group(4) + "00").substring(0, 3)) * 1_000_000;
    return new When(null, LocalTime.of(hour, number(m.group(2)), second, nanos), zone(m.group(6)));
  }

  private static @Nullable ZoneOffset zone(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** With a time of day from elsewhere, when it has none of its own. */
  When at(@Nullable When other) {
    return time != null || other == null ? this : new When(date, other.time(), other.zone());
  }

  /** The moment; what was not told is midnight, and UTC. */
  Instant instant() {
    LocalDate day = date == null ? LocalDate.EPOCH : date;
    LocalTime clock = time == null ? LocalTime.MIDNIGHT : time;
    return day.atTime(clock).toInstant(zone == null ? ZoneOffset.UTC : zone);
  }
}
