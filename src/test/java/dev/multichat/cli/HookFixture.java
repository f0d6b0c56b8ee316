package dev.multichat.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** What a program gives its hook and takes from it, as its vendor's page said on the day named. */
record HookFixture(String client, JsonObject told) {
  static Stream<HookFixture> all() {
    return Stream.of("claude", "codex", "gemini").map(HookFixture::of);
  }

  static HookFixture of(String client) {
    String name = "/hooks/" + client + ".json";
    try (InputStream in = HookFixture.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new HookFixture(client, new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the hook is given when the program is about to stop. */
  String input() {
    return told.getJsonObject("input").encode();
  }

  /** The same when it went on because of a hook, and is about to stop again. */
  String again() {
    return told.getJsonObject("input").copy().put("stop_hook_active", true).encode();
  }

  @Override
  public String toString() {
    return client;
  }
}
