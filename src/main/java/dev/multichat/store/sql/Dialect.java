package dev.multichat.store.sql;

import dev.multichat.core.MultichatException;

/** In what one database differs from another. Fields of a message are named as in its JSON. */
public interface Dialect {
  /** What the database or its client reports, in the codes that the port promises. */
  MultichatException fault(Throwable failure);

  /** A field of the message in a document, as text; an array as JSON. */
  String field(String doc, String name);

  /** Several fields of the message in a document, as a JSON array. */
  String fields(String doc, String... names);

  /** The number of elements of a field that is an array; null when it is absent. */
  String size(String doc, String name);

  /** Bytes as lower-case hex. */
  String hex(String bytes);

  /** Whether a text contains another. */
  String contains(String text, String part);

  /** Joins tables, and keeps to the order in which they are written. */
  String join();

  /** What makes the table before it be read by this index, if the database must be told. */
  String by(String index);

  /** The messages {@code m} whose keys are in a JSON array of hex, which is the one parameter. */
  String listed();

  /** A text as it was given, from one as it lies in a column of its own. */
  String given(String stored);

  /** What the database says about its own files; none when they are sound. */
  String damages();
}
