package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is recorded is shown while it is recorded: completely, in order, and once. */
class StreamsTest extends StreamTrial {
  private static final int SENDERS = 4;
  private static final int EACH = 250;

  @Test
  void everythingComesOnceAndInOrderWhileManySend() throws Exception {
    Followed early = followed(INBOX, bo);
    List<Future<Receipt>> sending = new ArrayList<>();
    for (int i = 0; i < SENDERS * EACH / 2; i++) {
      sending.add(sending("ada", Note.to("bo").body("" + i)));
    }
    Followed late = followed(INBOX, bo);
    for (int i = 0; i < SENDERS * EACH / 2; i++) {
      sending.add(sending("operator", Note.to("bo", "ada").body("o" + i)));
    }
    await(Future.all(sending));

    List<Followed.Event> first = early.next(SENDERS * EACH);
    List<String> ids = first.stream().map(event -> event.told("id")).toList();
    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            sending.stream().map(receipt -> receipt.result().id()).toList());
    assertThat(first).extracting(event -> position(event.id())).isSorted();
    assertThat(late.next(SENDERS * EACH)).isEqualTo(first);
    sent("ada", Note.to("bo").body("last"));
    assertThat(early.next().told("body")).isEqualTo("last");
    assertThat(early.waiting()).isZero();
  }

  @Test
  void anInboxBeginsWithItsOldestMessageThatIsNotAcknowledged() throws Exception {
    String done = sent("ada", Note.to("bo").body("done")).id();
    sent(0, 3);
    await(daemon.coordinator().acknowledge(Scene.as("bo"), List.of(done)));

    assertThat(bodies(followed(INBOX, bo).next(3))).isEqualTo(numbers(0, 3));
  }

  @Test
  void whoComesBackGoesOnBehindTheLastEvent() throws Exception {
    Followed first = followed(INBOX, bo);
    sent(0, 5);
    String third = first.next(3).get(2).id();
    first.close();
    sent(5, 3);

    assertThat(bodies(followed(INBOX, bo, LAST, third).next(5))).isEqualTo(numbers(3, 5));
    assertThat(bodies(followed(INBOX + "?cursor=" + third, bo).next(5))).isEqualTo(numbers(3, 5));
    String begun = INBOX + "?cursor=" + third;
    String last = followed(begun, bo).next(5).get(4).id();
    Followed again = followed(begun, bo, LAST, last);
    sent(8, 1);
    assertThat(again.next().told("body")).isEqualTo("8");
  }

  @Test
  void aRestartOfTheDaemonLosesNothing() throws Exception {
    Followed before = followed(INBOX, bo);
    sent(0, 2);
    String last = before.next(2).get(1).id();
    restart();
    before.end();
    sent(2, 2);

    Followed after = followed(INBOX, bo, LAST, last);
    sent(4, 2);
    assertThat(bodies(after.next(4))).isEqualTo(numbers(2, 4));
  }

  @Test
  void aCursorOfAnotherEpochIsAConflictAndOneThatIsNoneInvalid() throws Exception {
    String foreign =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("another-epoch 1".getBytes(StandardCharsets.UTF_8));
    String session = sent("ada", Note.to("bo")).session();
    for (String target : List.of(INBOX, "/v1/sessions/" + session + "/stream")) {
      assertThat(get(target).as(bo).header(LAST, foreign).answer().code()).isEqualTo("CONFLICT");
      assertThat(get(target + "?cursor=" + foreign).as(bo).answer().status()).isEqualTo(409);
      assertThat(get(target).as(bo).header(LAST, "x").answer().status()).isEqualTo(400);
      assertThat(get(target + "?limit=1").as(bo).answer().status()).isEqualTo(400);
    }
  }

  @Test
  void aSessionShowsEveryEntryFromItsOpeningFromASeqOrFromNow() throws Exception {
    String target = "/v1/sessions/" + session() + "/stream";
    sent("ada", Note.to("bo").in("talk").body("1"));
    Followed now = followed(target, bo);
    sent("ada", Note.to("bo").in("talk").body("2"));
    sent("ada", Note.to("bo").body("elsewhere"));
    await(daemon.coordinator().close(Scene.as("ada"), "talk"));

    Followed whole = followed(target + "?afterSeq=0", bo);
    Followed part = followed(target + "?afterSeq=1", bo);
    assertThat(names(whole.next(4))).containsExactly("opened", "message", "message", "closed");
    List<Followed.Event> rest = part.next(2);
    assertThat(names(rest)).containsExactly("message", "closed");
    assertThat(rest.get(0).data().getJsonObject("message").getString("body")).isEqualTo("2");
    assertThat(now.next(2)).isEqualTo(rest);
    assertThat(followed(target, bo, LAST, rest.get(0).id()).next()).isEqualTo(rest.get(1));
  }

  private String session() {
    return await(
            daemon
                .coordinator()
                .open(
                    Scene.as("ada"),
                    new dev.multichat.core.Opening("talk", "Talk", List.of("bo"), false)))
        .id();
  }

  private static List<String> names(List<Followed.Event> events) {
    return events.stream().map(Followed.Event::name).toList();
  }

  @Test
  void whatTheConnectionTookIsDeliveredAndNothingElse() throws Exception {
    Followed theirs = followed(INBOX + "?agent=bo", operator);
    String id = sent("ada", Note.to("bo")).id();
    assertThat(theirs.next().told("id")).isEqualTo(id);
    await(vertx.timer(200, TimeUnit.MILLISECONDS));
    assertThat(state(id, "bo")).isEqualTo(ReceiptState.RECORDED);

    assertThat(followed(INBOX, bo).next().told("id")).isEqualTo(id);
    eventually(() -> state(id, "bo") == ReceiptState.DELIVERED);
  }

  @Test
  void whoFollowsIsPresentAsLongAsItDoes() throws Exception {
    Followed stream = followed(INBOX, bo);
    eventually(() -> isPresent("bo"));
    stream.close();
    eventually(() -> !isPresent("bo"));
  }

  @Test
  void stoppingEndsAllStreamsAtOnceAndSaysWhy() throws Exception {
    List<Followed> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(followed(INBOX, i % 2 == 0 ? ada : bo));
    }
    long began = System.nanoTime();
    await(daemon.close());
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(3500);
    for (Followed stream : streams) {
      Followed.Event event = stream.next();
      assertThat(event.name()).isEqualTo("error");
      assertThat(event.told("code")).isEqualTo("UNAVAILABLE");
      stream.end();
    }
  }

  @Test
  void manyIdleStreamsKeepABusyOneFromNothing() throws Exception {
    List<Followed> idle = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      idle.add(followed(INBOX + "?agent=ada", operator));
    }
    Followed busy = followed(INBOX, bo);
    List<Future<Receipt>> sending = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      sending.add(sending("operator", Note.to("bo").body("" + i)));
    }
    await(Future.all(sending));
    List<Message> all =
        new ArrayList<>(await(daemon.coordinator().inbox(Scene.as("bo"), page())).items());
    assertThat(busy.next(500))
        .extracting(event -> event.told("id"))
        .containsExactlyElementsOf(all.stream().map(Message::id).toList());
    assertThat(idle).allSatisfy(stream -> assertThat(stream.waiting()).isZero());
    sent("bo", Note.to("ada").body("to all of them"));
    for (Followed stream : idle) {
      assertThat(stream.next().told("body")).isEqualTo("to all of them");
    }
  }

  private static InboxQuery page() {
    return new InboxQuery(null, 0, 500, null);
  }
}
