package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers on one server, and scripts that it forgot, refuses, or cannot run to their end. */
class RedisWritersTest extends RedisTrial {
  @Test
  void whatComesLateOverAnOldConnectionIsRefused() {
    Address address = Address.of(redis.url());
    Link old = await(Link.open(vertx, address, Script.WRITES, List.of("multichat:", "it", "1")));
    await(old.call("fence", List.of("0")));
    Link next = await(Link.open(vertx, address, Script.WRITES, List.of("multichat:", "it", "2")));
    await(next.call("fence", List.of("0")));
    List<String> late = Batch.arguments(List.of(write()), "", clock.now());
    assertThat(old.call("append", late).toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("FENCED");
    assertThat(history()).isEmpty();
    await(next.call("append", late));
    assertThat(history()).hasSize(1);
    await(old.close());
    await(next.close());
  }

  @Test
  void aWriteThatCannotBePlannedIsRefusedAlone() {
    redis.ask("HSET multichat:row talk broken");
    Appended appended = await(store.append(List.of(Trial.card("carol"), write(), write())));
    assertThat(appended.outcomes().get(0).entry()).isNotNull();
    assertThat(appended.outcomes().get(1).refused().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(await(store.agent("carol"))).isPresent();
  }

  @Test
  void scriptsThatRedisForgotAreLoadedAgain() {
    redis.ask("SCRIPT FLUSH");
    insist(write());
    redis.ask("SCRIPT FLUSH");
    assertThat(history()).hasSize(1);
  }

  @Test
  void manyWritersOnOneServerAgreeOnEverything() {
    List<RedisStore> writers = IntStream.range(0, 4).mapToObj(i -> open()).toList();
    List<Write> shared = batch(50);
    List<Future<Appended>> all = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (RedisStore writer : writers) {
        all.add(writer.append(List.of(write(), shared.get(round), write())));
      }
    }
    List<Outcome> outcomes = all.stream().flatMap(f -> await(f).outcomes().stream()).toList();
    assertThat(outcomes).allMatch(outcome -> outcome.refused() == null);
    assertThat(outcomes).filteredOn(Outcome::known).hasSize(150);
    assertThat(history()).hasSize(450);
    checkNumbered(history());
    assertThat(await(store.inbox("bob", 0, 1000))).hasSize(450);
    assertThat(await(store.feed(0, 1000)))
        .extracting(Entry::position)
        .isEqualTo(LongStream.rangeClosed(1, 453).boxed().toList());
    writers.forEach(writer -> await(writer.close()));
  }
}
