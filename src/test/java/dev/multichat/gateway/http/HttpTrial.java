package dev.multichat.gateway.http;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon on a free port, and sockets to it, so that nothing between hides what is sent. */
abstract class HttpTrial {
  static final int PATIENCE_MS = 20_000;

  @TempDir Path folder;
  Vertx vertx;
  Daemon daemon;
  String operator;
  int port;

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    daemon = await(Daemon.start(vertx, config()));
    operator = Files.readString(folder.resolve("operator.token")).strip();
    port = URI.create(daemon.url()).getPort();
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  Config config() {
    return Tokens.served(Scene.unguarded(folder), folder, http());
  }

  /** What a test wants otherwise than usual, by the keys of the configuration. */
  Map<String, String> http() {
    return Map.of();
  }

  void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!truth.getAsBoolean()) {
      Assertions.assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
  }

  boolean isPresent(String agent) {
    return await(daemon.coordinator().presence(OPERATOR, agent)).get(0).present();
  }

  /** A new agent, reader or operator; its token. */
  String enrolled(String id, Access access) {
    return await(daemon.identities().enrol(OPERATOR, Agent.of(id, id, "", ""), access)).token();
  }

  Asked get(String target) {
    return new Asked("GET", target);
  }

  Asked post(String target, String body) {
    return new Asked("POST", target).header("Content-Type", "application/json").body(body);
  }

  /** A request as it is written to the socket. */
  final class Asked {
    private final String method;
    private final String target;
    private final StringBuilder head = new StringBuilder();
    private String host = "127.0.0.1:" + port;
    private String body = "";

    Asked(String method, String target) {
      this.method = method;
      this.target = target;
    }

    Asked as(String token) {
      return header("Authorization", "Bearer " + token);
    }

    Asked host(String name) {
      host = name;
      return this;
    }

    Asked header(String name, String value) {
      head.append(name).append(": ").append(value).append("\r\n");
      return this;
    }

    Asked body(String text) {
      body = text;
      return this;
    }

    Answered answer() throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String length = method.equals("GET") ? "" : "Content-Length: " + bytes.length + "\r\n";
      String request =
          method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + head + length;
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(PATIENCE_MS);
        socket
            .getOutputStream()
            .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return Answered.of(socket.getInputStream().readAllBytes());
      }
    }
  }
}
