package dev.multichat.store.json;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A growing list of numbers that makes no object of each. */
final class Ints {
  private int[] values = new int[2];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void add(int value) {
    insert(size, value);
  }

  void insert(int index, int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1) + 2);
    }
    System.arraycopy(values, index, values, index + 1, size - index);
    values[index] = value;
    size++;
  }

  boolean contains(int value) {
    return stream().anyMatch(v -> v == value);
  }

  void remove(int value) {
    replace(stream().filter(v -> v != value).toArray());
  }

  void replace(int[] others) {
    values = others.length == 0 ? new int[2] : others;
    size = others.length;
  }

  IntStream stream() {
    return Arrays.stream(values, 0, size);
  }

  /** How much memory it takes. */
  long bytes() {
    return 4L * values.length;
  }
}
