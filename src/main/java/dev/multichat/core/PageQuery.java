package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/** Asks for a page of a list that has no filter. */
public record PageQuery(@Nullable Integer limit, @Nullable String cursor) {
  public PageQuery {
    limit = Page.limit(limit);
  }
}
