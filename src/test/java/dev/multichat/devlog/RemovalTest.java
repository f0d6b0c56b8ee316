package dev.multichat.devlog;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    desk.append(List.of(Trial.opening("other", false, "a-1", "a-2")));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  /** Requests and notices in two sessions, of which one is closed. */
  private void converse() {
    for (String session : List.of("talk", "other")) {
      Message asked =
          desk.send(Letter.from("a-1", "a-2").in(session).request().subject("About " + session));
      desk.send(Letter.from("a-2", "a-1").in(session).answers(asked));
      Message notice = desk.send(Letter.from("a-2", "a-1").in(session).subject("On " + session));
      desk.send(Letter.from("a-1", "a-2").in(session).answers(notice));
    }
    desk.happens(Trial.event(EntryType.CLOSED, "talk", "a-1"));
  }

  private Removal removal(DevlogVerticle projection) {
    return new Removal(desk.vertx, desk.store, desk.devlogs, projection, null);
  }

  private static long leaving(Map<String, String> files) {
    return files.keySet().stream().filter(name -> name.startsWith(".")).count();
  }

  @Test
  void theFilesOfTheSessionGoAndTheIndexDoesNotNameThemAnyMore() {
    desk.start();
    converse();
    desk.settle();
    List<String> before = desk.names();
    assertThat(before).hasSize(6);

    assertThat(await(removal(desk.projection()).remove("talk"))).isEqualTo(4);

    assertThat(desk.names()).hasSize(3).allMatch(name -> name.contains("other"));
    String index = desk.text("2025-09-24/README.md");
    assertThat(index).contains("3 devlogs", "About other").doesNotContain("talk");
    desk.send(Letter.from("a-1", "a-2").in("other").request().subject("More"));
    desk.settleAndStop();
    assertThat(desk.names()).hasSize(4);
    assertThat(desk.text("2025-09-24/README.md")).contains("4 devlogs").doesNotContain("talk");
    assertThat(leaving(desk.files())).isZero();
  }

  @Test
  void theLastDevlogOfADayTakesItsFolderAlong() {
    desk.start();
    Message only = desk.send(Letter.from("a-1", "a-2").request());
    desk.happens(Trial.event(EntryType.CLOSED, "talk", "a-1"));
    desk.settleAndStop();
    assertThat(desk.files()).hasSize(2);

    await(removal(null).remove(only.session()));

    assertThat(desk.devlogs).isEmptyDirectory();
  }

  @Test
  void cutBetweenTheStoreAndTheFilesItIsFinishedLater() throws IOException {
    desk.start();
    converse();
    desk.settleAndStop();
    Map<String, String> before = desk.files();
    List<String> names = desk.names().stream().filter(name -> name.contains("talk")).toList();
    new Leaving("talk", names).write(desk.devlogs);
    await(removal(null).finish());
    assertThat(desk.files()).as("the session is still there").isEqualTo(before);

    new Leaving("talk", names).write(desk.devlogs);
    await(desk.store.delete("talk"));
    Files.delete(desk.devlogs.resolve(names.get(0)));
    await(removal(null).finish());

    assertThat(desk.names()).hasSize(3).allMatch(name -> name.contains("other"));
    assertThat(desk.text("2025-09-24/README.md")).contains("3 devlogs").doesNotContain("talk");
    assertThat(leaving(desk.files())).isZero();
  }

  @Test
  void whatIsNotWrittenYetIsNotWrittenLater() throws IOException {
    Files.writeString(desk.devlogs, "in the way");
    desk.start();
    converse();
    Removal removal = removal(desk.projection());
    assertThatThrownBy(() -> await(removal.remove("talk")))
        .hasMessageContaining("not written up to");
    assertThat(await(desk.store.session("talk"))).isPresent();
    Files.delete(desk.devlogs);

    await(removal.remove("talk"));

    desk.settleAndStop();
    assertThat(desk.names()).hasSize(3).allMatch(name -> name.contains("other"));
  }

  @Test
  void notesThatCannotBeKeptKeepTheSession() throws IOException {
    desk.start();
    converse();
    desk.settleAndStop();
    Files.createDirectory(desk.devlogs.resolve(".leaving.tmp"));

    assertThatThrownBy(() -> await(removal(null).remove("talk")))
        .hasMessageContaining("could not be removed");

    assertThat(await(desk.store.session("talk"))).isPresent();
    assertThat(desk.names()).hasSize(6);
  }
}
