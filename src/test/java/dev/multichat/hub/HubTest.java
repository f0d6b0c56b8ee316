package dev.multichat.hub;

import dev.multichat.app.Daemon;
import dev.multichat.contract.CoordinatorContract;
import dev.multichat.core.Coordinator;

class HubTest extends CoordinatorContract {
  @Override
  protected Coordinator over(Daemon daemon) {
    return daemon.coordinator();
  }
}
