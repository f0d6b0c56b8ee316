package dev.multichat.store.json;

import java.util.UUID;

/**
 * What is at hand of each entry; a row's number is the entry's position, and row 0 is nobody's. The
 * texts stay on the disk.
 */
final class Entries {
  /** Kinds of rows: deleted or damaged ones, messages, events. */
  static final int GONE = 0;

  static final int MESSAGE = 1;
  static final int EVENT = 2;

  private static final int PLACE = 0;
  private static final int HIGH = 8;
  private static final int LOW = 16;
  private static final int LENGTH = 24;
  private static final int SESSION = 28;
  private static final int SEQ = 32;
  private static final int OPENER = 36;
  private static final int NOTICES = 40;
  private static final int LINK = 44;
  private static final int FIRST = 48;
  private static final int SENDER = 52;
  private static final int KIND = 56;
  private static final int REPLIED = 57;
  private static final int ENDED = 58;
  private static final int WIDTH = 59;

  final Table table = new Table(WIDTH);

  Entries() {
    table.add();
  }

  /** The highest position ever given out. */
  int last() {
    return table.size() - 1;
  }

  /** The position of the newest entry that is there; 0 when there is none. */
  long newest() {
    int row = last();
    while (row > 0 && kind(row) == GONE) {
      row--;
    }
    return row;
  }

  /** Makes sure that there is a row for this position. */
  int reach(long position) {
    while (table.size() <= position) {
      table.add();
    }
    return Math.toIntExact(position);
  }

  int kind(int row) {
    return table.getByte(row, KIND);
  }

  void kind(int row, int kind) {
    table.setByte(row, KIND, kind);
  }

  boolean isMessage(int row) {
    return kind(row) == MESSAGE;
  }

  /** Where its line is: the segment's number and the offset in it. */
  long place(int row) {
    return table.getLong(row, PLACE);
  }

  int length(int row) {
    return table.getInt(row, LENGTH);
  }

  void lies(int row, long place, int length) {
    table.setLong(row, PLACE, place);
    table.setInt(row, LENGTH, length);
  }

  long high(int row) {
    return table.getLong(row, HIGH);
  }

  long low(int row) {
    return table.getLong(row, LOW);
  }

  String id(int row) {
    return new UUID(high(row), low(row)).toString();
  }

  boolean hasId(int row) {
    return high(row) != 0 || low(row) != 0;
  }

  void id(int row, UUID id) {
    table.setLong(row, HIGH, id.getMostSignificantBits());
    table.setLong(row, LOW, id.getLeastSignificantBits());
  }

  /** The number of its session; 0 for none. */
  int session(int row) {
    return table.getInt(row, SESSION);
  }

  void session(int row, int session) {
    table.setInt(row, SESSION, session);
  }

  int seq(int row) {
    return table.getInt(row, SEQ);
  }

  void seq(int row, int seq) {
    table.setInt(row, SEQ, seq);
  }

  /** The message that opened its exchange. */
  int opener(int row) {
    return table.getInt(row, OPENER);
  }

  void opener(int row, int opener) {
    table.setInt(row, OPENER, opener);
  }

  /** Of a notice, the first of those that share its devlog; else 0. */
  int notices(int row) {
    return table.getInt(row, NOTICES);
  }

  void notices(int row, int first) {
    table.setInt(row, NOTICES, first);
  }

  /** Of an opener, the newest message of its exchange; of a reply, the one before it there. */
  int link(int row) {
    return table.getInt(row, LINK);
  }

  void link(int row, int other) {
    table.setInt(row, LINK, other);
  }

  /** Its first delivery; the others follow it. */
  int first(int row) {
    return table.getInt(row, FIRST);
  }

  void first(int row, int delivery) {
    table.setInt(row, FIRST, delivery);
  }

  /** The number of the agent that sent it. */
  int sender(int row) {
    return table.getInt(row, SENDER);
  }

  void sender(int row, int agent) {
    table.setInt(row, SENDER, agent);
  }

  /** Whether it is an opener that was replied to. */
  boolean replied(int row) {
    return table.getByte(row, REPLIED) != 0;
  }

  void nowReplied(int row) {
    table.setByte(row, REPLIED, 1);
  }

  /** Whether it opened an exchange that was cancelled or closed. */
  boolean ended(int row) {
    return table.getByte(row, ENDED) != 0;
  }

  void nowEnded(int row) {
    table.setByte(row, ENDED, 1);
  }
}
