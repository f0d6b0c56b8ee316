package dev.multichat.store.contract;

import dev.multichat.store.SessionStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test a trial of its own. */
public abstract class ContractTrial implements Promises {
  private Trial trial;

  /**
   * A store over the data that the running test has under this name; the first one opened finds
   * none.
   */
  protected abstract SessionStore open(String name, boolean readOnly, MovableClock clock);

  @BeforeEach
  void begin() {
    trial = new Trial(this::open);
  }

  @AfterEach
  void end() {
    trial.close();
  }

  @Override
  public Trial trial() {
    return trial;
  }
}
