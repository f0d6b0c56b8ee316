package dev.multichat.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A program that started a bridge, and talks with it a line at a time. */
final class Bridged implements AutoCloseable {
  private static final int MOST_SECONDS = 30;

  private final PipedOutputStream in = new PipedOutputStream();
  private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> carried;

  Bridged(Vertx vertx, Supplier<HubAddress> hub) {
    try {
      PipedInputStream end = new PipedInputStream(in, 1 << 20);
      StdioBridge bridge = new StdioBridge(vertx, hub, out::add);
      carried = CompletableFuture.runAsync(() -> bridge.carry(end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bridged says(String line) {
    try {
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bridged asks(Object id, String method, JsonObject params) {
    return says(message(method, params).put("id", id).encode());
  }

  Bridged notes(String method, JsonObject params) {
    return says(message(method, params).encode());
  }

  private static JsonObject message(String method, JsonObject params) {
    return new JsonObject().put("jsonrpc", "2.0").put("method", method).put("params", params);
  }

  /** Begins a session as clients of that version do, with the id {@code "begin"}. */
  Bridged begun() {
    JsonObject params =
        new JsonObject()
            .put("protocolVersion", "2025-11-25")
            .put("capabilities", new JsonObject())
            .put("clientInfo", new JsonObject().put("name", "test").put("version", "1"));
    asks("begin", "initialize", params);
    assertThat(hears().getJsonObject("result").getString("protocolVersion"))
        .isEqualTo("2025-11-25");
    return notes("notifications/initialized", new JsonObject());
  }

  /** The next line that the bridge prints. */
  JsonObject hears() {
    try {
      String line = out.poll(MOST_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("a line").isNotNull().doesNotContain("\n");
      return new JsonObject(line);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The text of the error that is heard next. */
  String hearsError(Object id, int code) {
    JsonObject heard = hears();
    assertThat(heard.getValue("id")).isEqualTo(id);
    assertThat(heard.containsKey("id")).isEqualTo(id != null);
    assertThat(heard.getString("jsonrpc")).isEqualTo("2.0");
    assertThat(heard.getJsonObject("error").getInteger("code")).isEqualTo(code);
    return heard.getJsonObject("error").getString("message");
  }

  /** Ends the input; the bridge has to end by itself, and what it printed last is given back. */
  BlockingQueue<String> ends() {
    try {
      in.close();
      carried.get(MOST_SECONDS, TimeUnit.SECONDS);
      return out;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    ends();
  }
}
