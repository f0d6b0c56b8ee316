package dev.multichat.store.json;

import java.time.Duration;
import java.time.Instant;

/** A session, its participants as agents' numbers and its messages as rows. */
final class SessionRow {
  private static final int NOTICES_A_FILE = 200;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  final int number;
  final String id;
  final String topic;
  final String initiator;
  final boolean open;
  final long createdAt;
  final Ints participants = new Ints();
  final Ints messages = new Ints();
  boolean closed;
  int lastSeq;
  long lastActivityAt;
  int notices;
  long noticesDay;
  int noticesCount;

  /** What is told of it once. */
  record Title(String id, String topic, String initiator, boolean open, long createdAt) {}

  SessionRow(int number, Title title) {
    this.number = number;
    this.id = title.id();
    this.topic = title.topic();
    this.initiator = title.initiator();
    this.open = title.open();
    this.createdAt = title.createdAt();
    this.lastActivityAt = createdAt;
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), DAY_MS);
  }

  /** Whether a notice begins another file, since the running one is full or of another day. */
  boolean beginsFile(Instant createdAt) {
    return noticesCount == 0 || noticesCount >= NOTICES_A_FILE || noticesDay != day(createdAt);
  }

  /** Counts a notice of the file that begins with a row. */
  void takeNotice(int first, Instant at) {
    noticesCount = first == notices ? noticesCount + 1 : 1;
    noticesDay = day(at);
    notices = first;
  }

  /** The index of the first message whose seq, or whose row, is greater. */
  int behind(long value, boolean bySeq, Entries entries) {
    int low = 0;
    int high = messages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int row = messages.get(middle);
      if ((bySeq ? entries.seq(row) : row) > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
