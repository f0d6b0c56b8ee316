package dev.multichat.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A session as the writer keeps it at hand between batches. */
public final class SessionRow {
  private static final int NOTICES_A_FILE = 200;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  final String id;
  final boolean open;
  final Set<String> participants = new LinkedHashSet<>();
  boolean closed;
  boolean changed;
  long lastSeq;
  long lastActivityAt;
  long notices;
  String noticesId = "";
  long noticesDay;
  int noticesCount;

  SessionRow(String id, boolean open) {
    this.id = id;
    this.open = open;
  }

  /** Counts a notice; begins another file when the running one is full or of another day. */
  void takeNotice(long position, String message, Instant createdAt) {
    long day = Math.floorDiv(createdAt.toEpochMilli(), DAY_MS);
    if (noticesCount == 0 || noticesCount == NOTICES_A_FILE || noticesDay != day) {
      notices = position;
      noticesId = message;
      noticesDay = day;
      noticesCount = 0;
    }
    noticesCount++;
    changed = true;
  }
}
