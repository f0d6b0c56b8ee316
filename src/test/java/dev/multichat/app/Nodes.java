package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.store.redis.RealRedis;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Several {@code serve} on one real Redis, each in a process and a folder of its own. */
final class Nodes implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final Path folder;
  private final RealRedis redis;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Served> running = new ArrayList<>();

  /** Room for so many nodes; none is started. */
  Nodes(Path folder, int most) throws IOException {
    this.folder = folder;
    redis =
        RealRedis.brought(
            Files.createDirectories(folder.resolve("redis")),
            "--appendonly",
            "yes",
            "--appendfsync",
            "always");
    List<ServerSocket> free = new ArrayList<>();
    for (int i = 0; i < 2 * most; i++) {
      free.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    for (ServerSocket socket : free) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
  }

  RealRedis redis() {
    return redis;
  }

  /** The ports at which the nodes reach each other. */
  List<Integer> ports() {
    return List.copyOf(ports);
  }

  /** Where all nodes together have the operator's token. */
  Path shared() {
    return folder;
  }

  /** Starts one of them, again after it ended. */
  Served start(int number, String... more) throws IOException {
    List<String> settings = new ArrayList<>(settings(number));
    settings.addAll(List.of(more));
    Served served =
        Served.in(
            Files.createDirectories(folder.resolve("node-" + number)),
            settings.stream().flatMap(s -> List.of("--set", s).stream()).toArray(String[]::new));
    running.add(served);
    return served;
  }

  /** Stops the one that was started as this one in the order of starts. */
  void stop(int number) throws InterruptedException {
    assertThat(running.get(number).terminate(15)).isEqualTo(143);
  }

  /** What makes it a node. */
  List<String> settings(int number) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < ports.size(); i += 2) {
      members.add("127.0.0.1:" + ports.get(i));
    }
    return List.of(
        "store=" + redis.url(),
        "devlogs.folder=" + folder.resolve("devlogs"),
        "http.tokenFile=" + folder.resolve("data/operator.token"),
        "cluster.members=" + String.join(",", members),
        "cluster.name=trial",
        "cluster.node=n" + number,
        "cluster.port=" + ports.get(2 * number),
        "cluster.busPort=" + ports.get(2 * number + 1));
  }

  static void eventually(Vertx vertx, String what, BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " in time").isLessThan(until);
      Awaiting.result(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
  }

  @Override
  public void close() {
    running.forEach(Served::close);
    redis.close();
  }
}
