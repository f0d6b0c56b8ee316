package dev.multichat.app;

import dev.multichat.bench.Bed;
import dev.multichat.bench.Fleet;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hubs of this machine for {@code bench}, which write no devlogs. */
final class LocalFleet implements Fleet {
  private static final List<String> OPTIONS = List.of("-Xmx512m");
  private static final Map<String, String> SETTINGS = Map.of("devlogs.enabled", "false");

  private final Vertx vertx;
  private final @Nullable String store;
  private @Nullable LocalHubs hubs;
  private @Nullable String used;
  private int count;

  /**
   * @param store beside whose contents they write; absent: on an installed server
   */
  LocalFleet(Vertx vertx, @Nullable String store) {
    this.vertx = vertx;
    this.store = store;
  }

  @Override
  public List<Bed.Door> start(int nodes) {
    try {
      used = store == null ? null : Technology.of(vertx, store).fresh().apply(Path.of(""));
      count = nodes;
      LocalHubs started = new LocalHubs(used, new LocalNodes.Shape(nodes, OPTIONS, SETTINGS));
      hubs = started;
      started.nodes().start();
      String token = Files.readString(started.nodes().token()).strip();
      return started.nodes().urls(0).stream().map(url -> new Bed.Door(url, token)).toList();
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "The hubs' files could not be read or written (" + e.getMessage() + ").",
          e);
    }
  }

  @Override
  public double hubSeconds() {
    LocalHubs running = hubs;
    return running == null
        ? 0
        : IntStream.range(0, count).mapToDouble(n -> seconds(running.nodes().process(n))).sum();
  }

  @Override
  public double storeSeconds() {
    ProcessHandle server = hubs == null ? null : hubs.server();
    return server == null ? 0 : seconds(server);
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  @Override
  public void stop() {
    if (hubs != null) {
      hubs.close();
      hubs = null;
    }
    if (store != null && used != null) {
      Technology.of(vertx, store).clear().accept(used);
      used = null;
    }
  }
}
