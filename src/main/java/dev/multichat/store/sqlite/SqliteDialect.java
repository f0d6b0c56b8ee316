package dev.multichat.store.sqlite;

import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Dialect;
import java.util.Arrays;
import java.util.stream.Collectors;

/** SQLite's way of saying it. */
enum SqliteDialect implements Dialect {
  INSTANCE;

  @Override
  public MultichatException fault(Throwable failure) {
    return SqliteFaults.of(failure);
  }

  @Override
  public String field(String doc, String name) {
    return doc + " ->> '$.message." + name + "'";
  }

  @Override
  public String fields(String doc, String... names) {
    return Arrays.stream(names)
        .map(name -> "'$.message." + name + "'")
        .collect(Collectors.joining(", ", "json_extract(" + doc + ", ", ")"));
  }

  @Override
  public String size(String doc, String name) {
    return "json_array_length(" + doc + ", '$.message." + name + "')";
  }

  @Override
  public String hex(String bytes) {
    return "lower(hex(" + bytes + "))";
  }

  @Override
  public String contains(String text, String part) {
    return "instr(" + text + ", " + part + ") > 0";
  }

  @Override
  public String join() {
    return "CROSS JOIN";
  }

  @Override
  public String by(String index) {
    return "INDEXED BY " + index;
  }

  @Override
  public String listed() {
    return "json_each(?) j CROSS JOIN message m ON m.id = unhex(j.value)";
  }

  @Override
  public String given(String stored) {
    return stored;
  }

  @Override
  public String damages() {
    return "SELECT 'SQLite reports: ' || integrity_check || '.' FROM pragma_integrity_check"
        + " WHERE integrity_check <> 'ok' LIMIT 20";
  }
}
