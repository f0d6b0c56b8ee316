package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Access;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.PageQuery;
import dev.multichat.store.Credential;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.Everything;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of some sessions, and what an export leaves behind as a file. */
class SelectionTest {
  private static final StoreKind SQLITE = StoreKind.ALL.get(0);

  @TempDir Path folder;
  private Moves moves;
  private Trial trial;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
    trial = moves.trial(SQLITE, "from");
  }

  @AfterEach
  void close() {
    moves.close();
  }

  private SessionStore imported(Wanted wanted) {
    SessionStore to = moves.open(SQLITE, "to-" + wanted.hashCode());
    moves.load(to, Moves.export(trial.store, wanted));
    assertThat(new Doctor(to, Moves.SILENT).examine().findings()).isEmpty();
    return to;
  }

  @Test
  void oneSessionComesWholeWithTheAgentsThatItNames() {
    Everything.fill(trial);
    trial.append(Trial.card("zoe"));

    SessionStore to = imported(new Wanted("over", null, null, null));

    assertThat(await(to.session("over"))).isEqualTo(await(trial.store.session("over")));
    assertThat(await(to.session("talk"))).isEmpty();
    assertThat(await(to.history("over", 0, 9))).isEqualTo(await(trial.store.history("over", 0, 9)));
    assertThat(await(to.agents(new PageQuery(9, null))).items())
        .extracting(agent -> agent.id())
        .containsExactly("alice", "bob", "carol");
    assertThat(await(to.agent("carol")).orElseThrow().revokedAt()).isNotNull();
  }

  @Test
  void theSessionsOfAnAgentAreThoseInWhichItEverTookPart() {
    Everything.fill(trial);

    SessionStore to = imported(new Wanted(null, "dave", null, null));

    assertThat(await(to.session("talk"))).isPresent();
    assertThat(await(to.session("over"))).isEmpty();
    assertThat(await(to.session("notes"))).isEmpty();
  }

  @Test
  void theSessionsOfATimeAreThoseInWhichSomethingWasRecordedThen() {
    trial.append(Trial.card("alice"));
    trial.append(Trial.card("bob"));
    Instant start = trial.clock.now();
    for (String session : List.of("one", "two", "three")) {
      trial.append(Trial.opening(session, false, "alice", "bob"));
      trial.clock.move(Duration.ofDays(1));
    }
    trial.send(Letter.from("alice", "bob").in("one"));

    Wanted second =
        new Wanted(null, null, start.plus(Duration.ofDays(1)), start.plus(Duration.ofDays(2)));
    Wanted late = new Wanted(null, null, start.plus(Duration.ofDays(2)), null);

    assertThat(Moves.export(trial.store, second)).contains("\"two\"").doesNotContain("\"one\"");
    assertThat(Moves.export(trial.store, late)).contains("\"one\"", "\"three\"");
    assertThat(Moves.export(trial.store, late)).doesNotContain("\"two\"");
  }

  @Test
  void someSessionsComeWithoutTokensAndWithoutWhatWasDeleted() {
    Content.fill(trial.store, 20);
    Credential token = new Credential("ab".repeat(32), "ada", Access.AGENT, trial.clock.now());
    await(trial.store.saveCredentials("ada", List.of(token)));

    assertThat(Moves.export(trial.store)).contains(token.hash(), "{\"forgotten\":");
    assertThat(Moves.export(trial.store, new Wanted("talk-1", null, null, null)))
        .doesNotContain(token.hash(), "\"forgotten\":{");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Moves.export(trial.store, new Wanted("none", null, null, null)))
        .hasMessage("There is no session 'none' in the store.");
    assertThatThrownBy(() -> Moves.export(trial.store, new Wanted(null, "none", null, null)))
        .hasMessage("There is no agent 'none' in the store.");
  }

  @Test
  void aFileIsItsOwnersOnlyAndReplacesNoneUnasked() throws Exception {
    Content.fill(trial.store, 5);
    Path file = folder.resolve("export.jsonl");
    Export export = new Export(trial.store, Moves.SILENT);
    Manifest manifest = export.toFile(file, false, Wanted.ALL);

    assertThat(Files.readString(file)).isEqualTo(Moves.export(trial.store));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> export.toFile(file, false, Wanted.ALL))
        .isInstanceOfSatisfying(
            MultichatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThat(export.toFile(file, true, Wanted.ALL)).isEqualTo(manifest);
    Path lost = folder.resolve("lost/export.jsonl");
    assertThatThrownBy(() -> export.toFile(lost, false, Wanted.ALL))
        .hasMessageContaining("cannot be written (NoSuchFileException)");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void aSessionThatIsDeletedMeanwhileLeavesNothingDangling() {
    Content.fill(trial.store, 2000);
    String[] export = new String[1];
    boolean[] once = {false};
    Progress deleting =
        (done, total) -> {
          if (!once[0] && done > 800) {
            once[0] = true;
            await(trial.store.delete("talk-2"));
          }
        };

    export[0] = exported(deleting);
    SessionStore to = moves.open(SQLITE, "to");
    moves.load(to, export[0]);

    assertThat(once[0]).isTrue();
    assertThat(export[0]).contains("{\"deleted\":\"talk-2\"}", "\"deleted\":1,");
    assertThat(await(to.session("talk-2"))).isEmpty();
    assertThat(Moves.export(to)).isEqualTo(Moves.export(trial.store));
    assertThat(new Doctor(to, Moves.SILENT).examine().findings()).isEmpty();
  }

  private String exported(Progress progress) {
    Path file = folder.resolve("meanwhile.jsonl");
    new Export(trial.store, progress).toFile(file, false, Wanted.ALL);
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void receiptsAreAsTheyStandAndLaterMessagesStayOut() {
    Content.fill(trial.store, 600);
    boolean[] once = {false};
    Progress writing =
        (done, total) -> {
          if (!once[0]) {
            once[0] = true;
            Message late = trial.send(Letter.from("ada", "bo").in("talk-0").body("too late"));
            assertThat(late.seq()).isPositive();
          }
        };

    assertThat(exported(writing)).contains("\"messages\":600,").doesNotContain("too late");
  }

  @Test
  void theSessionsOfAnArchiveAreThoseThatWereNamed() throws Exception {
    Content.fill(trial.store, 600);
    Path file = folder.resolve("archive.jsonl");

    Manifest manifest =
        new Export(trial.store, Moves.SILENT).toFile(file, Set.of("talk-0", "talk-1"));

    assertThat(manifest.sessions()).isEqualTo(2);
    SessionStore to = moves.open(SQLITE, "to");
    Moves.load(to, file);
    assertThat(await(to.session("talk-0"))).isEqualTo(await(trial.store.session("talk-0")));
  }
}
