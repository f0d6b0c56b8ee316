package dev.multichat.app;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.config.ClusterSettings;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.redis.RealRedis;
import dev.multichat.store.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One daemon for a store that several processes can reach. */
class GuardTest {
  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  private RealRedis redis;
  private RedisStore store;

  @BeforeEach
  void start() {
    redis = RealRedis.brought(folder, "--appendonly", "yes", "--appendfsync", "always");
    store = await(RedisStore.open(vertx, redis.url(), false, clock));
  }

  @AfterEach
  void stop() {
    await(store.close());
    redis.close();
    await(vertx.close());
  }

  private Future<Guard> take(Runnable lost) {
    return Guard.take(vertx, store, clock, ClusterSettings.none(), lost);
  }

  @Test
  void aReleasedStoreIsFreeAtOnce() {
    await(await(take(() -> {})).release(true));
    long began = System.nanoTime();
    await(await(take(() -> {})).release(true));
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void aRunningDaemonIsNamedToTheNext() {
    await(store.lease("daemon", "77@elsewhere-1", clock.now().plusMillis(300)));
    Future<Guard> next = take(() -> {});
    await(store.lease("daemon", "77@elsewhere-1", clock.now().plusSeconds(15)));
    MultichatException refusal = catchThrowableOfType(MultichatException.class, () -> await(next));
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("77@elsewhere-1");
  }

  @Test
  void whatACrashedDaemonLeftIsWaitedFor() {
    await(store.lease("daemon", "77@elsewhere-1", clock.now().plusMillis(300)));
    Future<Guard> next = take(() -> {});
    clock.move(Duration.ofSeconds(1));
    await(await(next).release(true));
  }

  @Test
  void whoLostItIsTold() throws Exception {
    CompletableFuture<Void> lost = new CompletableFuture<>();
    await(take(() -> lost.complete(null)));
    clock.move(Duration.ofMinutes(1));
    await(store.lease("daemon", "78@elsewhere-2", clock.now().plusSeconds(60)));
    lost.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aDaemonRunsOnRedisAndStopsWhenAnotherTookItsStore() throws Exception {
    String url = redis.url() + "?prefix=hub:";
    Daemon daemon = await(Daemon.start(vertx, config(url)));
    RedisStore beside = await(RedisStore.open(vertx, url, false, Clock.systemUTC()));
    String holder =
        await(beside.lease("daemon", "79@elsewhere-3", Clock.systemUTC().instant())).holder();
    assertThat(holder).startsWith(ProcessHandle.current().pid() + "@");
    await(beside.release("daemon", holder));
    await(beside.lease("daemon", "79@elsewhere-3", Clock.systemUTC().instant().plusSeconds(60)));
    daemon.lost().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    await(beside.close());
  }

  private static Config config(String url) {
    Config usual = Config.defaults();
    return new Config(
        url,
        new DevlogSettings(false, "devlogs"),
        usual.limits(),
        usual.guards(),
        usual.recorder(),
        usual.delivery(),
        usual.retention(),
        usual.http().off(),
        usual.metrics(),
        usual.log(),
        usual.cluster());
  }
}
