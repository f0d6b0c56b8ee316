package dev.multichat.store.sql;

/**
 * Cuts a page of entries where its text becomes long, so that many long messages fill no memory. It
 * has at least one entry; the sizes are told from the rows' heads, without reading the texts.
 */
final class Cuts {
  /** How many bytes of text a page has at most, unless its first entry alone has more. */
  static final int BYTES = 4 * 1024 * 1024;

  private final String join;

  Cuts(Dialect dialect) {
    join = dialect.join();
  }

  /** The text and place of each entry whose position is selected, oldest first. */
  String ascending(String positions) {
    return cut(positions, "ASC");
  }

  /** The same, newest first. */
  String descending(String positions) {
    return cut(positions, "DESC");
  }

  private String cut(String positions, String order) {
    return "WITH p(position, bytes) AS MATERIALIZED (SELECT s.position, octet_length(e.doc) FROM ("
        + positions
        + (") s " + join + " entry e ON e.position = s.position),")
        + " q(position, bytes, upto) AS (SELECT position, bytes, sum(bytes) OVER"
        + (" (ORDER BY position " + order + " ROWS UNBOUNDED PRECEDING) FROM p)")
        + " SELECT doc, position FROM entry WHERE position IN"
        + (" (SELECT position FROM q WHERE upto <= " + BYTES + " OR upto = bytes)")
        + (" ORDER BY position " + order);
  }
}
