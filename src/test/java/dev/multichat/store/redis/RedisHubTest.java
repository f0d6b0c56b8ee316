package dev.multichat.store.redis;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub keeps all that it promises on a Redis store, also while connections are cut. */
class RedisHubTest extends CoordinatorContract {
  @TempDir static Path data;
  private static RealRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = RealRedis.brought(data, "--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    return new BusClient(vertx).coordinator();
  }

  @Override
  protected Config config() {
    Config usual = super.config();
    return new Config(
        redis.url() + "?prefix=" + UUID.randomUUID() + ":",
        usual.devlogs(),
        usual.limits(),
        usual.guards(),
        usual.recorder(),
        usual.delivery(),
        usual.retention(),
        usual.http(),
        usual.metrics(),
        usual.log(),
        usual.cluster());
  }

  @Test
  void whatIsSentAgainAfterACutConnectionIsThereOnce() {
    Scene scene = scene().with("alice", "bob");
    scene.session("talk", "alice", "bob");
    List<String> sent = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      List<String> ids = Stream.generate(Note::uuid).limit(20).toList();
      List<Future<Receipt>> begun = ids.stream().map(id -> send(scene, id)).toList();
      redis.ask("CLIENT KILL TYPE normal");
      for (int i = 0; i < ids.size(); i++) {
        assertThat(insist(scene, ids.get(i), begun.get(i)).id()).isEqualTo(ids.get(i));
      }
      sent.addAll(ids);
    }
    assertThat(scene.inboxIds("bob")).containsExactlyInAnyOrderElementsOf(sent);
  }

  private static Future<Receipt> send(Scene scene, String id) {
    return scene.hub.send(as("alice"), Note.to("bob").in("talk").id(id).draft());
  }

  private static Receipt insist(Scene scene, String id, Future<Receipt> begun) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Future<Receipt> sent = begun;
    while (true) {
      try {
        return await(sent);
      } catch (MultichatException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        sent = send(scene, id);
      }
    }
  }
}
