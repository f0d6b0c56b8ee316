package dev.multichat.hub;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.RecorderSettings;
import dev.multichat.core.Message;
import dev.multichat.record.Recording;
import dev.multichat.store.Outcome;
import dev.multichat.store.contract.Letter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where messages stand, as the store tells it. */
class ChainsTest {
  private static final int REPLIES = 12;

  @TempDir Path folder;
  private Recording recording;
  private final List<Message> chain = new ArrayList<>();

  @BeforeEach
  void talk() {
    recording = new Recording(folder, new RecorderSettings(9, 1_000_000, 9, 1_000_000));
    for (int i = 0; i <= REPLIES; i++) {
      Letter letter = i % 2 == 0 ? Letter.from("alice", "bob") : Letter.from("bob", "alice");
      Letter said = i == 0 ? letter : letter.answers(chain.get(i - 1));
      Outcome outcome = await(recording.bus.record(said.write()));
      chain.add(outcome.entry().message());
    }
  }

  @AfterEach
  void close() {
    recording.close();
  }

  private Chains chains(int farthest) {
    return new Chains(recording.store, Duration.ofDays(9999), farthest);
  }

  private Link last(Chains chains, Instant since) {
    return await(chains.of(chain.get(REPLIES).id(), null, since)).orElseThrow();
  }

  @Test
  void aChainIsClimbedToWhereItBegan() {
    Chains chains = chains(99);
    Link link = last(chains, Instant.EPOCH);
    assertThat(link.depth()).isEqualTo(REPLIES);
    assertThat(link.acknowledging()).isEqualTo(REPLIES);
    assertThat(last(chains, Instant.EPOCH)).isEqualTo(link);
  }

  @Test
  void noFartherThanItIsTold() {
    assertThat(last(chains(5), Instant.EPOCH).depth()).isEqualTo(4);
  }

  @Test
  void whatWasSaidBeforeTheMomentDoesNotCount() {
    Chains chains = chains(99);
    last(chains, Instant.EPOCH);
    Instant now = chain.get(REPLIES).createdAt();
    assertThat(last(chains, now).depth()).isZero();
    assertThat(last(chains(99), now).depth()).isZero();
  }

  @Test
  void anUnknownMessageStandsNowhere() {
    assertThat(await(chains(9).of(UUID.randomUUID().toString(), null, Instant.EPOCH))).isEmpty();
  }

  @Test
  void onlyTheNewestAreRemembered() {
    Recent<Integer> recent = new Recent<>(2);
    recent.put("a", 1);
    recent.put("b", 2);
    assertThat(recent.get("a")).isEqualTo(1);
    recent.put("c", 3);
    assertThat(recent.get("b")).isNull();
    assertThat(recent.keep("a", 9)).isEqualTo(1);
    assertThat(recent.keep("d", 4)).isEqualTo(4);
    assertThat(recent.get("c")).isNull();
  }
}
