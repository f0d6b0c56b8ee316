package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes minutes: {@code mvn -Psoak test}. */
@Tag("soak")
class SoakTest {
  private static final int KILLS = 50;
  private static final int MOST_MINUTES = 8;

  @TempDir Path folder;

  @Test
  void fiftyKillsLoseAndDoubleNothing() throws Exception {
    Vertx vertx = Vertx.vertx();
    Kills kills = new Kills(folder, LoadedHub.config(folder).store());
    for (int kill = 0; kill < KILLS; kill++) {
      kills.kill(vertx, 200 + 173 * (kill % 9));
    }
    kills.recover(vertx);
    Awaiting.result(vertx.close());
    System.out.printf("%d kills, %,d receipts%n", KILLS, kills.told().receiptCount());
  }

  @Test
  void aMillionMessagesFitInto256MebibytesAndKeepTheirRate() throws Exception {
    JsonObject report = new JsonObject(million());

    System.out.println(report.encodePrettily());
    assertThat(report.getDouble("kept")).isGreaterThanOrEqualTo(0.8);
  }

  private String million() throws IOException {
    Process process =
        SecondJvm.of(folder, List.of("-Xmx256m"), Main.class, "bench", "--million", "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES)
        .execute(process.toHandle()::destroyForcibly);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
