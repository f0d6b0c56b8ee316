package dev.multichat.bus;

import dev.multichat.app.Daemon;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.core.Coordinator;

class BusClientTest extends CoordinatorContract {
  @Override
  protected Coordinator over(Daemon daemon) {
    return new BusClient(vertx).coordinator();
  }
}
