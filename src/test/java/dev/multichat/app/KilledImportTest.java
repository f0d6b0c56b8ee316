package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.core.MultichatException;
import dev.multichat.move.Content;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that move, as processes; one of them is killed in the middle of its work. */
class KilledImportTest {
  private static final int MESSAGES = 6000;
  private static final long MOST_SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Path first;

  @BeforeEach
  void export() throws Exception {
    SessionStore store = open("source", false);
    Content.fill(store, MESSAGES);
    Awaiting.result(store.close());
    first = folder.resolve("first.jsonl");
    assertThat(run("export", first.toString(), "--store", url("source")).code()).isZero();
  }

  @AfterEach
  void close() {
    Awaiting.result(vertx.close());
  }

  private String url(String name) {
    return "sqlite:" + folder.resolve(name + ".db");
  }

  private SessionStore open(String name, boolean readOnly) {
    return Awaiting.result(Stores.open(vertx, url(name), readOnly, Clock.systemUTC()));
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return Ended.of(folder, arguments);
  }

  @Test
  void anImportThatIsKilledGoesOnWhenItIsRunAgain() throws Exception {
    Process process =
        SecondJvm.of(folder, Main.class, "import", first.toString(), "--store", url("target"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(process.toHandle()::destroyForcibly);
    while (process.isAlive() && stored() < 500) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as("it was killed").isEqualTo(137);
    assertThat(stored()).isBetween(500L, (long) MESSAGES);

    Ended again = run("import", first.toString(), "--store", url("target"));
    Ended third = run("import", first.toString(), "--store", url("target"));
    Path second = folder.resolve("second.jsonl");
    Ended exported = run("export", second.toString(), "--store", url("target"));

    assertThat(again.err()).isEmpty();
    assertThat(again.out()).endsWith(" messages were written; what was moved is complete.\n");
    assertThat(third.out()).isEqualTo("Everything had been moved before; nothing was done.\n");
    assertThat(exported.code()).isZero();
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  /** How many entries the target has, as far as that can be told by now. */
  private long stored() {
    if (!Files.exists(folder.resolve("target.db"))) {
      return 0;
    }
    try {
      SessionStore target = open("target", true);
      try {
        return Awaiting.result(target.lastPosition());
      } finally {
        Awaiting.result(target.close());
      }
    } catch (MultichatException e) {
      return 0;
    }
  }

  @Test
  void commandsMoveBetweenFilesPipesAndStores() throws Exception {
    ProcessBuilder out = SecondJvm.of(folder, Main.class, "export", "-", "--store", url("source"));
    Path stream = folder.resolve("stream.jsonl");
    Path notes = folder.resolve("notes");
    int exported =
        out.redirectOutput(stream.toFile()).redirectError(notes.toFile()).start().waitFor();
    ProcessBuilder in = SecondJvm.of(folder, Main.class, "import", "-", "--store", url("piped"));
    Ended piped = Ended.of(folder, in.redirectInput(first.toFile()));
    Ended migrated = run("migrate", "--from", url("piped"), "--to", url("moved"));
    Ended same = run("migrate", "--from", url("moved"), "--to", "sqlite:./moved.db");
    Ended doctor = run("doctor", "--store", url("moved"));

    assertThat(exported).isZero();
    assertThat(Files.mismatch(stream, first)).isEqualTo(-1);
    assertThat(Files.readString(notes))
        .startsWith(MESSAGES + " messages in 20 sessions are in the export");
    assertThat(piped.out()).startsWith(MESSAGES + " messages were written");
    assertThat(migrated.out()).startsWith(MESSAGES + " messages were written");
    assertThat(same.code()).isEqualTo(2);
    assertThat(same.err()).contains("--from and --to are the same store");
    assertThat(doctor.code()).isZero();
  }

  @Test
  void whatCannotBeMovedIsToldAndLeavesNothing() throws Exception {
    Path cut = folder.resolve("cut.jsonl");
    byte[] whole = Files.readAllBytes(first);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    Ended damaged = run("import", cut.toString(), "--store", url("none"));
    Ended wrong = run("migrate", "--from", url("source"), "--to", "oracle:x");
    Ended missing = run("migrate", "--from", url("missing"), "--to", url("none"));

    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err()).contains("cannot be used; look at line ").hasLineCount(1);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("'oracle:x'").hasLineCount(1);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("missing.db does not exist").hasLineCount(1);
    assertThat(folder.resolve("none.db")).doesNotExist();
  }
}
