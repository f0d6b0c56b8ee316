package dev.multichat.store.json;

import dev.multichat.core.ReceiptState;
import java.util.List;
import java.util.stream.IntStream;

/** How far each message came with each recipient; rows in the order of positions, from 1. */
final class Deliveries {
  /** Flags of a row: still in the inbox, and a reply is awaited. */
  static final int UNREAD = 1;

  static final int AWAITS = 2;

  /** A receipt's state by its number in the row and the snapshot, which never changes. */
  static final List<ReceiptState> STATES =
      List.of(
          ReceiptState.RECORDED,
          ReceiptState.DELIVERED,
          ReceiptState.ACKNOWLEDGED,
          ReceiptState.REPLIED,
          ReceiptState.EXPIRED,
          ReceiptState.DEAD);

  private static final int AT = 0;
  private static final int POSITION = 8;
  private static final int AGENT = 12;
  private static final int STATE = 16;
  private static final int FLAGS = 17;
  private static final int WIDTH = 18;

  final Table table = new Table(WIDTH);

  Deliveries() {
    table.add();
  }

  int add(int position, int agent) {
    int row = table.add();
    table.setInt(row, POSITION, position);
    table.setInt(row, AGENT, agent);
    return row;
  }

  int position(int row) {
    return table.getInt(row, POSITION);
  }

  int agent(int row) {
    return table.getInt(row, AGENT);
  }

  long at(int row) {
    return table.getLong(row, AT);
  }

  ReceiptState state(int row) {
    return STATES.get(table.getByte(row, STATE));
  }

  void state(int row, ReceiptState state, long at) {
    table.setByte(row, STATE, STATES.indexOf(state));
    table.setLong(row, AT, at);
  }

  boolean has(int row, int flag) {
    return (table.getByte(row, FLAGS) & flag) != 0;
  }

  void flag(int row, int flag, boolean on) {
    int flags = table.getByte(row, FLAGS);
    table.setByte(row, FLAGS, on ? flags | flag : flags & ~flag);
  }

  /** Those of one message, beginning with its first. */
  IntStream of(int position, int first) {
    return first == 0
        ? IntStream.empty()
        : IntStream.range(first, table.size()).takeWhile(row -> position(row) == position);
  }
}
