package dev.multichat.store.postgres;

import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Dialect;
import java.util.Arrays;
import java.util.stream.Collectors;

/** PostgreSQL's way of saying it. */
record PostgresDialect(Address address) implements Dialect {
  @Override
  public MultichatException fault(Throwable failure) {
    return PostgresFaults.of(address, failure);
  }

  /** PostgreSQL takes no document apart that holds a NUL; the fields looked at never hold one. */
  private static String at(String doc, String how, String name) {
    return "(replace("
        + doc
        + ", '\\u0000', '\\u0001')::json "
        + how
        + " '{message,"
        + name
        + "}')";
  }

  @Override
  public String field(String doc, String name) {
    return at(doc, "#>>", name);
  }

  @Override
  public String fields(String doc, String... names) {
    return Arrays.stream(names)
            .map(name -> "m #> '{message," + name + "}'")
            .collect(Collectors.joining(", ", "(SELECT json_build_array(", ")::text"))
        + " FROM (SELECT replace("
        + doc
        + ", '\\u0000', '\\u0001')::json AS m OFFSET 0) o)";
  }

  @Override
  public String size(String doc, String name) {
    return "json_array_length(" + at(doc, "#>", name) + ")";
  }

  @Override
  public String hex(String bytes) {
    return "encode(" + bytes + ", 'hex')";
  }

  @Override
  public String contains(String text, String part) {
    return "strpos(" + text + ", " + part + ") > 0";
  }

  @Override
  public String join() {
    return "JOIN";
  }

  @Override
  public String by(String index) {
    return "";
  }

  @Override
  public String listed() {
    return "json_array_elements_text(?::text::json) j(value)"
        + " JOIN message m ON m.id = decode(j.value, 'hex')";
  }

  @Override
  public String given(String stored) {
    return Spelling.given(stored);
  }

  @Override
  public String damages() {
    return "SELECT 'none' WHERE false";
  }
}
