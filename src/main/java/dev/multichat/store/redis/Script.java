package dev.multichat.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One Lua script, put together of the files in this package's folder. */
enum Script {
  WRITES(
      "overlay",
      "ledger",
      "sessions",
      "exchanges",
      "admission",
      "messages",
      "events",
      "restoring",
      "append",
      "keeping"),
  READS("reads", "agendas", "lists");

  final String text;

  Script(String... files) {
    StringBuilder all = new StringBuilder();
    for (String file : files) {
      all.append(read(file + ".lua"));
    }
    text = all.toString();
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
