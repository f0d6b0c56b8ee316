package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Awaiting;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which server is started for hubs that share a store. */
class SharedServerTest {
  private final Vertx vertx = Vertx.vertx();
  private final Children children = new Children();

  @AfterEach
  void close() {
    children.close();
    Awaiting.result(vertx.close());
  }

  @Test
  void whereNoneIsInstalledItSaysHowToInstallOne() {
    assertThatThrownBy(
            () -> SharedServer.started(new Installed(List.of()), Path.of("nowhere"), children))
        .hasMessageContaining("neither redis-server nor PostgreSQL is installed here")
        .hasMessageContaining("apt install redis-server")
        .hasMessageContaining("--store redis://");
  }

  @Test
  @Tag("it")
  void theInstalledRedisTakesWhoHasThePassword() throws Exception {
    takes(Installed.here(), "redis://");
  }

  @Test
  @Tag("it")
  void whereThereIsNoRedisItIsPostgres() throws Exception {
    List<Path> places = Installed.here().places();
    Path redis = Installed.here().program("redis-server").orElseThrow().getParent();
    takes(
        new Installed(places.stream().filter(place -> !place.equals(redis)).toList()),
        "postgresql://");
  }

  private void takes(Installed installed, String scheme) throws Exception {
    Path folder = Files.createTempDirectory("multichat-store-");
    try {
      SharedServer server = SharedServer.started(installed, folder, children);
      assertThat(server.url()).startsWith(scheme);
      assertThat(server.toString()).doesNotContain(password(server.url()));
      SessionStore store =
          Awaiting.result(Stores.open(vertx, server.url(), false, Clock.systemUTC()));
      assertThat(store.info().durability()).contains("sync");
      Awaiting.result(store.close());
      children.close();
      assertThat(server.process().isAlive()).isFalse();
    } finally {
      children.close();
      Scratch.remove(folder);
    }
    assertThat(folder).doesNotExist();
  }

  private static String password(String url) {
    return url.substring(url.lastIndexOf(':', url.indexOf('@')) + 1, url.indexOf('@'));
  }
}
