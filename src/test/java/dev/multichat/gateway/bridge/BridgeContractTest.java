package dev.multichat.gateway.bridge;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.core.Coordinator;
import dev.multichat.wire.RemoteCoordinator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The Coordinator over the bridge's frames, in the form of SockJS. */
class BridgeContractTest extends CoordinatorContract {
  @TempDir Path secrets;
  private final List<Frames> ways = new ArrayList<>();

  @Override
  protected Config config() {
    return Tokens.served(super.config(), secrets);
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    Frames way = new Frames(vertx, daemon, secrets, Peer.SOCKJS);
    ways.add(way);
    return new RemoteCoordinator(way);
  }

  @AfterEach
  void leave() {
    ways.forEach(Frames::close);
  }
}
