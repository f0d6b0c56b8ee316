package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Every request and every answer of the whole contract over HTTP is as openapi.yaml has it. */
class HeldToContractTest extends CoordinatorContract {
  private static final OpenApi CONTRACT = OpenApi.packaged();

  @TempDir Path secrets;
  private final List<Witness> witnesses = new ArrayList<>();

  @Override
  protected Config config() {
    return Tokens.served(super.config(), secrets);
  }

  @Override
  protected Coordinator over(Daemon daemon) {
    Witness witness = new Witness(vertx, CONTRACT, daemon.url());
    witnesses.add(witness);
    return new RemoteCoordinator(new Tokens(vertx, witness.url(), secrets));
  }

  @AfterEach
  void nothingWasOtherwise() {
    witnesses.forEach(Witness::close);
    assertThat(witnesses).allSatisfy(witness -> assertThat(witness.faults()).isEmpty());
  }
}
