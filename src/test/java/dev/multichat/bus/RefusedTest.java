package dev.multichat.bus;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.config.RecorderSettings;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import dev.multichat.hub.Hub;
import dev.multichat.hub.Room;
import dev.multichat.hub.Stamp;
import dev.multichat.record.Recording;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program needs of a refusal comes over the bus as well as its code and its message. */
class RefusedTest {
  private static final Caller ALICE = as("alice");

  @TempDir Path folder;
  private Recording recording;
  private Coordinator client;

  @BeforeEach
  void open() {
    recording = new Recording(folder, new RecorderSettings(1, 1_000_000, 1, 1_000_000));
    Hub hub =
        new Hub(
            recording.vertx,
            new Room(recording.store, recording.bus, Stamp.system(), recording.meters),
            Scene.LIMITS,
            Scene.GUARDS);
    await(hub.start());
    await(recording.vertx.deployVerticle(new BusGateway(hub, hub.handover(), recording.meters)));
    client = new BusClient(recording.vertx).coordinator();
  }

  @AfterEach
  void close() {
    recording.close();
  }

  private Future<Receipt> send(String body) {
    return client.send(ALICE, Note.to("bob").in("talk").body(body).draft());
  }

  /** From here on every answer of the recorder is lost. */
  private void loseAnswers() {
    await(recording.stop());
    await(
        recording
            .vertx
            .eventBus()
            .localConsumer(Addresses.RECORD, write -> write.fail(1, "lost"))
            .completion());
  }

  @Test
  void whoIsTooManyIsToldWhenToTryAgain() {
    List<Future<Receipt>> sent =
        Stream.of(Recording.SLOWLY, "a", "b", "c", "d", "e").map(this::send).toList();
    await(Future.join(sent).otherwiseEmpty());
    assertThat(sent)
        .filteredOn(Future::failed)
        .isNotEmpty()
        .extracting(failed -> (MultichatException) failed.cause())
        .allSatisfy(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.LIMITED);
              assertThat(refusal.details()).containsExactly(Map.entry("retryAfterMs", "250"));
            });
  }

  @Test
  void anUnknownOutcomeNamesTheIdToAskAgainWith() {
    loseAnswers();
    String id = Note.uuid();
    Future<Receipt> sent = client.send(ALICE, Note.to("bob").in("talk").id(id).draft());
    MultichatException refusal = catchThrowableOfType(MultichatException.class, () -> await(sent));
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal.details())
        .containsExactlyInAnyOrderEntriesOf(Map.of("outcome", "unknown", "id", id));
  }

  @Test
  void aPlainProgramSeesAnOrdinaryFailure() {
    loseAnswers();
    String id = Note.uuid();
    DeliveryOptions caller = new DeliveryOptions().addHeader("agent", "alice");
    ReplyException failure =
        BusTrial.failure(
            recording
                .vertx
                .eventBus()
                .request("multichat.send", Note.to("bob").in("talk").id(id).json(), caller));
    assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(failure.failureCode()).isEqualTo(503);
    assertThat(failure).hasMessageContaining(id).hasMessageContaining("unknown");
  }

  @Test
  void aRefusalSurvivesTheWayToAnotherNode() {
    Refused refused = new Refused(429, "Wait, \u00e4 \"bit\".", Map.of("retryAfterMs", "250"));
    RefusedCodec codec = new RefusedCodec();
    Buffer wire = Buffer.buffer("before");
    codec.encodeToWire(wire, refused);
    Refused arrived = codec.decodeFromWire(6, wire.appendString("behind"));
    assertThat(arrived.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(arrived.failureCode()).isEqualTo(429);
    assertThat(arrived).hasMessage("Wait, \u00e4 \"bit\".");
    assertThat(arrived.details()).isEqualTo(refused.details());
  }
}
