package dev.multichat.devlog.old;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a devlog was opened.
 *
 * @param day absent when neither the file nor its name tells it
 * @param byName what only the name told; empty when it told nothing
 */
record Dating(Instant opened, @Nullable LocalDate day, String byName) {
  private static final int LONGEST = 200;
  private static final Pattern TIMESTAMP =
      Pattern.compile("^[-*_ ]*[Tt]imestamp[*_]{0,2} ?:[*_]{0,2} ?(.*?)[*_]{0,2}$");

  static Dating of(Source source, Instant modified) {
    When stamp = stamp(source);
    When date = value(source, Header.DATE);
    When clock = value(source, Header.TIME);
    When time = clock == null || clock.date() != null ? null : clock;
    if (stamp != null && stamp.zone() != null) {
      takeEqual(source, stamp, date, time);
      return told(source, stamp, Header.TIMESTAMP);
    }
    if (date != null && date.date() != null) {
      When both = date.at(time);
      takeTime(source, both.equals(date) ? null : time);
      return told(source, both.time() == null ? sameDay(both, stamp) : both, Header.DATE);
    }
    return stamp == null ? undated(source, time, modified) : told(source, stamp, Header.TIMESTAMP);
  }

  private static void takeTime(Source source, @Nullable When time) {
    if (time != null) {
      source.headers().take(Header.TIME);
    }
  }

  /** A date and a time beside a timestamp say nothing of their own if they say the same. */
  private static void takeEqual(
      Source source, When stamp, @Nullable When date, @Nullable When time) {
    LocalDate day = LocalDate.ofInstant(stamp.instant(), ZoneOffset.UTC);
    if (date != null && day.equals(date.date()) && date.time() == null) {
      source.headers().take(Header.DATE);
      Instant seconds = stamp.instant().truncatedTo(ChronoUnit.SECONDS);
      if (time != null && date.at(time).instant().equals(seconds)) {
        source.headers().take(Header.TIME);
      }
    }
  }

  private static When sameDay(When date, @Nullable When stamp) {
    boolean same = stamp != null && stamp.date() != null && stamp.date().equals(date.date());
    return stamp != null && same ? stamp : date;
  }

  private static Dating told(Source source, When when, Header header) {
    When given = value(source, header);
    if (given != null && given.date() != null) {
      source.headers().take(header);
    }
    if (when.time() == null) {
      source.notes().guessed("Only a date is told; the time was taken to be 00:00:00 UTC.");
    } else if (when.zone() == null) {
      source.notes().guessed("The time names no zone; it was read as UTC.");
    }
    Instant opened = when.instant();
    return new Dating(opened, LocalDate.ofInstant(opened, ZoneOffset.UTC), "");
  }

  private static Dating undated(Source source, @Nullable When time, Instant modified) {
    When named = source.name().day();
    if (named == null) {
      source.notes().guessed("No date is told; the file's time of change was taken for it.");
      return new Dating(modified.truncatedTo(ChronoUnit.MILLIS), null, "");
    }
    source.notes().guessed("Only the file's name tells the date.");
    takeTime(source, time);
    Dating dating = told(source, named.at(time), Header.DATE);
    return new Dating(dating.opened(), dating.day(), String.valueOf(dating.day()));
  }

  private static @Nullable When value(Source source, Header header) {
    String value = source.headers().value(header);
    return value == null ? null : When.of(value);
  }

  /** Of a header, or of any line such as a signature has; only with a date. */
  private static @Nullable When stamp(Source source) {
    When when = value(source, Header.TIMESTAMP);
    for (int i = source.page().size() - 1; i >= 0 && when == null; i--) {
      String line = source.page().line(i);
      Matcher m = TIMESTAMP.matcher(line.length() > LONGEST ? "" : line.strip());
      when = m.matches() ? When.of(m.group(1)) : null;
    }
    return when == null || when.date() == null ? null : when;
  }
}
