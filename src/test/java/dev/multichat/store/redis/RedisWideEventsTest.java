package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Session;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that concern so many exchanges that these do not each keep them. */
class RedisWideEventsTest extends RedisTrial {
  private static final int MANY = 250;

  private List<String> asked() {
    List<Write> requests =
        IntStream.range(0, MANY)
            .mapToObj(i -> Letter.from("alice", "bob").request().write())
            .toList();
    List<Outcome> outcomes = await(store.append(requests)).outcomes();
    return outcomes.stream().map(outcome -> outcome.entry().message().id()).toList();
  }

  private Entry happens(Write write) {
    return await(store.append(List.of(write))).outcomes().get(0).entry();
  }

  private List<EntryType> types(String exchange, long after, int limit) {
    return await(store.exchange(exchange, after, limit)).stream().map(Entry::type).toList();
  }

  @Test
  void anExchangeTellsOfEachEventThatConcernedItWithManyOthers() {
    List<String> exchanges = asked();
    String answered = exchanges.get(7);
    happens(Letter.from("bob", "alice").answers(answered).write());
    Entry held = happens(Trial.event(EntryType.HELD, "talk", null));
    String later = happens(Letter.from("alice", "bob").request().write()).message().id();
    Entry closed = happens(Trial.event(EntryType.CLOSED, "talk", "alice"));
    assertThat(held.exchanges()).hasSize(MANY - 1).doesNotContain(answered);
    assertThat(closed.exchanges()).startsWith(exchanges.get(0)).endsWith(later).hasSize(MANY);
    String one = exchanges.get(3);
    assertThat(types(one, 0, 9))
        .containsExactly(EntryType.MESSAGE, EntryType.HELD, EntryType.CLOSED);
    assertThat(types(one, 0, 2)).containsExactly(EntryType.MESSAGE, EntryType.HELD);
    assertThat(types(one, held.position(), 9)).containsExactly(EntryType.CLOSED);
    assertThat(types(later, 0, 9)).containsExactly(EntryType.MESSAGE, EntryType.CLOSED);
    assertThat(types(answered, 0, 9)).containsExactly(EntryType.MESSAGE, EntryType.MESSAGE);
  }

  @Test
  void whatManyExchangesAwaitedIsOverWithTheirSession() {
    asked();
    happens(Trial.opening("other", false, "alice", "bob"));
    String other =
        happens(Letter.from("alice", "bob").in("other").request().write()).message().id();
    happens(Trial.event(EntryType.CLOSED, "talk", "alice"));
    assertThat(await(store.agenda("bob")).awaiting())
        .extracting(awaiting -> awaiting.message())
        .containsExactly(other);
    assertThat(redis.ask("EXISTS multichat:waits:" + other)).isEqualTo(":1");
  }

  @Test
  void nothingOfThemIsLeftOfADeletedSession() {
    asked();
    happens(Trial.event(EntryType.HELD, "talk", null));
    happens(Trial.event(EntryType.CLOSED, "talk", "alice"));
    assertThat(await(store.delete("talk"))).isEqualTo(MANY);
    assertThat(await(store.session("talk")).map(Session::id)).isEmpty();
    assertThat(redis.ask("KEYS multichat:wide*")).isEqualTo("*0");
    assertThat(redis.ask("KEYS multichat:waits:*")).isEqualTo("*0");
    assertThat(redis.ask("HLEN multichat:seq")).isEqualTo(":0");
    assertThat(redis.ask("HLEN multichat:files")).isEqualTo(":0");
  }
}
