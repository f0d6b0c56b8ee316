package dev.multichat.devlog;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevlogVerticleTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aBroadcastWithFiveAnswersIsOneFile() {
    desk.start();
    Message question = desk.send(Letter.from("a-1").request().subject("Who is there?"));
    desk.settle();
    assertThat(desk.names()).hasSize(1);
    String name = desk.names().get(0);
    assertThat(name).startsWith("2025-09-24/040000_a-1_to_all_who-is-there_");
    assertThat(desk.text(name)).contains("⏳ **Waiting** for The a-2, The a-3, The a-4");
    for (int i = 2; i <= 6; i++) {
      desk.send(Letter.from("a-" + i).answers(question).body("It is me, number " + i));
    }
    desk.settleAndStop();
    assertThat(desk.names()).containsExactly(name);
    assertThat(desk.text(name))
        .contains("## The a-2 response", "## The a-6 response", "number 4", "✅ **Answered**");
  }

  @Test
  void theNoticesOfADayShareFilesOfTwoHundred() {
    desk.start();
    List<Write> notices = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      notices.add(Letter.from("a-1", "a-2").subject("Notice " + i).body("Text " + i).write());
    }
    desk.append(notices);
    desk.settleAndStop();
    assertThat(desk.names()).hasSize(2).allMatch(name -> name.contains("_notices_notice-"));
    String all = String.join("", desk.names().stream().map(desk::text).toList());
    for (int i = 0; i < 201; i++) {
      assertThat(all).contains("\nText " + i + "\n");
    }
  }

  @Test
  void aNoticeThatWasRepliedToHasADevlogOfItsOwnLinkedFromTheOthers() {
    desk.start();
    desk.send(Letter.from("a-1", "a-2").subject("Before"));
    Message notice = desk.send(Letter.from("a-1", "a-2").subject("Look"));
    desk.settle();
    assertThat(desk.names()).hasSize(1);
    desk.send(Letter.from("a-2", "a-1").answers(notice).body("I looked."));
    desk.settleAndStop();
    assertThat(desk.names()).hasSize(2);
    String own = desk.names().stream().filter(n -> n.contains("_to_")).findFirst().orElseThrow();
    String shared = desk.names().stream().filter(n -> n.contains("_notices_")).findFirst().get();
    assertThat(desk.text(own)).contains("I looked.");
    assertThat(desk.text(shared)).contains("](../" + own + ")");
  }

  @Test
  void statesAreTold() {
    desk.start();
    Message question = desk.send(Letter.from("a-1", "a-2").request().subject("Well?"));
    desk.happens(Trial.about(EntryType.OVERDUE, question, "a-2"));
    desk.settle();
    String name = desk.names().get(0);
    assertThat(desk.text(name)).contains("⏰ **Overdue**: The a-2 did not reply in time");
    desk.send(Letter.from("a-1", "a-2").answers(question).kind(Kind.CANCEL).body("Never mind."));
    desk.settleAndStop();
    assertThat(desk.text(name)).contains("🚫 **Cancelled** by The a-1");
  }

  @Test
  void startedAgainItGoesOnWhereItWas() throws IOException {
    desk.start();
    Message question = desk.send(Letter.from("a-1", "a-2").request());
    desk.settleAndStop();
    assertThat(desk.savedPosition()).isEqualTo(await(desk.store.lastPosition()));
    String name = desk.names().get(0);
    Files.delete(desk.devlogs.resolve(name));
    desk.start().settle();
    assertThat(desk.names()).isEmpty();
    desk.send(Letter.from("a-2", "a-1").answers(question).body("Late, but here."));
    desk.settleAndStop();
    assertThat(desk.text(name)).contains("Late, but here.");
  }

  @Test
  void whatAPowerCutMayTakeIsWrittenAgain() throws IOException {
    desk.writtenBack = Duration.ofHours(1);
    desk.start();
    desk.send(Letter.from("a-1", "a-2").request());
    desk.settleAndStop();
    assertThat(desk.savedPosition()).isZero();
    Map<String, String> before = desk.files();
    Files.writeString(desk.devlogs.resolve(desk.names().get(0)), "");
    desk.start().settleAndStop();
    assertThat(desk.files()).isEqualTo(before);
  }

  @Test
  void replayedFromTheBeginningEveryByteIsTheSame() {
    converse();
    desk.start().settleAndStop();
    Map<String, String> before = desk.files();
    await(
        desk.store.append(
            List.of(Write.position(DevlogVerticle.POSITION, desk.store.info().epoch(), 0))));
    desk.start().settleAndStop();
    assertThat(desk.files()).isEqualTo(before).hasSizeGreaterThan(4);
  }

  @Test
  void rebuiltEveryByteIsTheSame(@TempDir Path fresh) throws IOException {
    desk.start();
    converse();
    desk.settleAndStop();
    Map<String, String> before = desk.files();
    List<Long> told = new ArrayList<>();
    Rebuild.Done written = rebuild(fresh, told);
    assertThat(Desk.files(fresh)).isEqualTo(before);
    long all = desk.names().size();
    assertThat(written).isEqualTo(new Rebuild.Done(all, all));
    assertThat(told).isSorted().endsWith(await(desk.store.lastPosition()));
    Files.writeString(desk.devlogs.resolve(desk.names().get(0)), "spoiled");
    Files.delete(desk.devlogs.resolve(desk.names().get(1)));
    assertThat(rebuild(desk.devlogs, told)).isEqualTo(new Rebuild.Done(all, 2));
    assertThat(desk.files()).isEqualTo(before);
  }

  private Rebuild.Done rebuild(Path root, List<Long> told) {
    return await(Rebuild.run(desk.vertx, desk.store, root, (done, total) -> told.add(done)));
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() throws IOException {
    Files.writeString(desk.devlogs, "in the way");
    desk.start();
    desk.send(Letter.from("a-1", "a-2").request());
    assertThat(desk.savedPosition()).isZero();
    Files.delete(desk.devlogs);
    desk.settleAndStop();
    assertThat(desk.names()).hasSize(1);
  }

  /** Requests, notices, replies to both, and events. */
  private void converse() {
    Message first = desk.send(Letter.from("a-1").request().subject("First"));
    Message notice = desk.send(Letter.from("a-2", "a-3").subject("By the way"));
    desk.send(Letter.from("a-2").subject("Also"));
    desk.send(Letter.from("a-2", "a-1").answers(first).body("# Done\n\nReally *done*."));
    desk.send(Letter.from("a-3", "a-2").answers(notice).body("Thanks <b>you</b>"));
    Message second = desk.send(Letter.from("a-4", "a-5", "a-6").kind(Kind.PROPOSE).subject("2nd"));
    desk.send(Letter.from("a-5", "a-4").answers(second).kind(Kind.REFUSE).body("No."));
    desk.happens(Trial.about(EntryType.DEAD, second, "a-6"));
    desk.happens(Trial.event(EntryType.LEFT, "talk", "a-3"));
    desk.send(Letter.from("a-4", "a-5").answers(second).kind(Kind.PROPOSE).body("And now?"));
    desk.happens(Trial.event(EntryType.CLOSED, "talk", "a-1"));
  }
}
