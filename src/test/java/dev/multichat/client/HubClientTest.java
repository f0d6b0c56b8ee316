package dev.multichat.client;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Issued;
import dev.multichat.wire.RemoteCoordinator;
import dev.multichat.wire.Transport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;

/** The Coordinator over HTTP: an operator calls as agents, each reader has a token of its own. */
class HubClientTest extends CoordinatorContract {
  @TempDir Path secrets;

  @Override
  protected Config config() {
    Config inside = super.config();
    return new Config(
        inside.store(),
        inside.devlogs(),
        inside.limits(),
        inside.recorder(),
        inside.delivery(),
        inside.retention(),
        Config.defaults().http().anywhere(secrets.resolve("operator.token").toString()),
        inside.log());
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    return new RemoteCoordinator(new Tokens(URI.create(daemon.url())));
  }

  /** Gives every reader a token the first time that it calls. */
  private final class Tokens implements Transport {
    private final URI url;
    private final String operators;
    private final Map<String, Transport> ways = new ConcurrentHashMap<>();

    Tokens(URI url) {
      this.url = url;
      try {
        operators = Files.readString(secrets.resolve("operator.token")).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Future<JsonObject> call(
        Caller caller, String operation, JsonObject body, Duration wait) {
      boolean reads = caller.access() == Access.READER;
      String who = reads ? caller.agent() : "operator";
      return ways.computeIfAbsent(who, id -> way(reads ? reader(id) : operators))
          .call(caller, operation, body, wait);
    }

    private Transport way(String token) {
      return new HttpTransport(vertx, url, token, 8);
    }

    private String reader(String id) {
      HubClient operator = new HubClient(vertx, url, operators);
      Issued issued =
          await(
              operator
                  .identities()
                  .enrol(Caller.operator(), Agent.of(id, id, "", ""), Access.READER));
      await(operator.close());
      return issued.token();
    }
  }
}
