package dev.multichat.store.sql;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row that the writer reads; columns count from 0. */
public record Cells(List<@Nullable Object> values) {
  /** The text of a column that always has one. */
  public String text(int column) {
    return String.valueOf(values.get(column));
  }

  byte[] bytes(int column) {
    return (byte[]) Objects.requireNonNull(values.get(column), "bytes");
  }

  /** 0 when there is none. */
  public long number(int column) {
    Long found = numberOrNull(column);
    return found == null ? 0 : found;
  }

  @Nullable Long numberOrNull(int column) {
    return values.get(column) instanceof Number number ? number.longValue() : null;
  }

  boolean is(int column) {
    return number(column) != 0;
  }
}
