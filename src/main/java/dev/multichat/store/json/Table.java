package dev.multichat.store.json;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a fixed width, numbered from 0, in chunks: growing copies nothing, no row is an object.
 */
final class Table {
  private static final int BITS = 12;
  private static final int ROWS = 1 << BITS;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int width;
  private final List<byte[]> chunks = new ArrayList<>();
  private int size;

  Table(int width) {
    this.width = width;
  }

  int size() {
    return size;
  }

  /** A new row of zeros; its number. */
  int add() {
    if (size >> BITS == chunks.size()) {
      chunks.add(new byte[ROWS * width]);
    }
    return size++;
  }

  private int at(int row, int field) {
    return (row & (ROWS - 1)) * width + field;
  }

  private byte[] chunk(int row) {
    return chunks.get(row >> BITS);
  }

  byte getByte(int row, int field) {
    return chunk(row)[at(row, field)];
  }

  void setByte(int row, int field, int value) {
    chunk(row)[at(row, field)] = (byte) value;
  }

  int getInt(int row, int field) {
    return (int) INT.get(chunk(row), at(row, field));
  }

  void setInt(int row, int field, int value) {
    INT.set(chunk(row), at(row, field), value);
  }

  long getLong(int row, int field) {
    return (long) LONG.get(chunk(row), at(row, field));
  }

  void setLong(int row, int field, long value) {
    LONG.set(chunk(row), at(row, field), value);
  }

  /** How much memory it takes. */
  long bytes() {
    return (long) chunks.size() * ROWS * width;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (byte[] chunk : chunks) {
      out.write(chunk);
    }
  }

  /** Replaces what it holds. */
  void read(DataInputStream in) throws IOException {
    chunks.clear();
    size = 0;
    int rows = in.readInt();
    for (int left = rows; left > 0; left -= ROWS) {
      byte[] chunk = new byte[ROWS * width];
      in.readFully(chunk);
      chunks.add(chunk);
    }
    size = rows;
  }
}
