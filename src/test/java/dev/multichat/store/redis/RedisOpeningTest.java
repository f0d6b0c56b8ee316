package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers a store may be opened on, and what is told of them. */
class RedisOpeningTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private RealRedis redis;

  @AfterEach
  void stop() {
    if (redis != null) {
      redis.close();
    }
    await(vertx.close());
  }

  private RedisStore open(String url, boolean readOnly) {
    return await(RedisStore.open(vertx, url, readOnly, new MovableClock()));
  }

  private String durability(String... settings) {
    redis = RealRedis.brought(folder, settings);
    RedisStore store = open(redis.url(), false);
    String told = store.info().durability();
    await(store.close());
    redis.close();
    return told;
  }

  private MultichatException refused(String url, boolean readOnly) {
    return catchThrowableOfType(MultichatException.class, () -> open(url, readOnly));
  }

  @Test
  void theDurabilityIsWhatTheServersSettingsPromise() {
    assertThat(durability("--appendonly", "yes", "--appendfsync", "always"))
        .isEqualTo("appendfsync always: Redis syncs each commit to the disk");
    assertThat(durability("--appendonly", "yes", "--appendfsync", "everysec"))
        .contains("up to a second may be lost");
    assertThat(durability("--appendonly", "no", "--save", "60", "1")).contains("snapshots only");
    assertThat(durability("--appendonly", "no", "--save", "")).contains("keeps nothing on a disk");
  }

  @Test
  void aClusterIsRefusedWithTheReason() {
    redis = RealRedis.brought(folder, "--cluster-enabled", "yes");
    MultichatException refusal = refused(redis.url(), false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("Redis Cluster").hasMessageContaining("one append");
  }

  @Test
  void aServerThatThrowsKeysAwayIsRefused() {
    redis = RealRedis.brought(folder, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
    assertThat(refused(redis.url(), false)).hasMessageContaining("noeviction");
  }

  @Test
  void passwordsAreUsedAndNeverShown() {
    redis = RealRedis.brought(folder, "--requirepass", "s3cret");
    String place = "127.0.0.1:" + redis.port();
    RedisStore store = open("redis://:s3cret@" + place + "/1", false);
    assertThat(store.info().url()).isEqualTo("redis://" + place + "/1");
    await(store.close());
    for (String url : List.of("redis://" + place, "redis://:wr0ng@" + place)) {
      MultichatException refusal = refused(url, false);
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("does not let").hasMessageNotContaining("wr0ng");
    }
    assertThat(refused("redis://:s3 cret@" + place, false)).hasMessageNotContaining("cret");
  }

  @Test
  void openedOnlyToReadItMakesNothing() {
    redis = RealRedis.brought(folder);
    MultichatException refusal = refused(redis.url(), true);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("holds no store");
    assertThat(redis.ask("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void aNewerSchemaIsRefusedByName() {
    redis = RealRedis.brought(folder);
    await(open(redis.url(), false).close());
    redis.ask("HSET multichat:meta schema 7");
    MultichatException refusal = refused(redis.url(), false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("schema 7");
  }

  @Test
  void aLayoutOfBeforeTheFirstReleaseIsRefusedByName() {
    redis = RealRedis.brought(folder);
    await(open(redis.url(), false).close());
    redis.ask("HSET multichat:meta schema 1");
    MultichatException refusal = refused(redis.url(), false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("schema 1").hasMessageContaining("another prefix");
  }

  @Test
  void aUnixSocketWillDo() {
    Path socket = folder.resolve("redis.sock");
    redis = RealRedis.brought(folder, "--unixsocket", socket.toString());
    RedisStore store = open("unix://" + socket + "?prefix=other:", false);
    await(store.append(List.of(Trial.card("alice"))));
    assertThat(await(store.agent("alice"))).isPresent();
    await(store.close());
    assertThat(redis.ask("EXISTS other:meta")).isEqualTo(":1");
  }

  @Test
  void erasingTakesAwayOneStoreAndNoOther() {
    redis = RealRedis.brought(folder);
    await(open(redis.url() + "?prefix=a*:", false).close());
    await(open(redis.url() + "?prefix=ab:", false).close());
    await(Erasure.of(vertx, redis.url() + "?prefix=a*:"));
    assertThat(redis.ask("EXISTS a*:meta")).isEqualTo(":0");
    assertThat(redis.ask("EXISTS ab:meta")).isEqualTo(":1");
  }

  @Test
  void nobodyThereIsUnavailable() {
    redis = RealRedis.brought(folder);
    redis.kill();
    assertThat(refused(redis.url(), false).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refused("redis://127.0.0.1:1/0?timeoutMs=x", false).code())
        .isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void aPasswordThatIsNotEncodedIsRefusedWithoutBeingShown() {
    MultichatException refusal = refused("redis://:pa/ssWORD@127.0.0.1:1/0", false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    assertThat(refusal.getMessage()).contains("percent-encoded").doesNotContain("ssWORD");
  }
}
