package dev.multichat.client;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.core.Coordinator;
import dev.multichat.wire.RemoteCoordinator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The Coordinator over one WebSocket: an operator calls as agents, each reader has its own. */
class HubSocketContractTest extends CoordinatorContract {
  @TempDir Path secrets;

  @Override
  protected Config config() {
    return Tokens.served(super.config(), secrets);
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    return new RemoteCoordinator(new Tokens(vertx, URI.create(daemon.url()), secrets, true));
  }
}
