package dev.multichat.cli;

import dev.multichat.config.Config;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.Coordinator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the commands have done for them. Every method blocks, fails with MultichatException, and
 * leaves nothing open.
 */
public interface Engine {
  /** The daemon of this user, if one runs. */
  Optional<RunningDaemon> running();

  /** Opens the store only to read, hands its reader over, and closes it; beside a daemon too. */
  <T> T read(Config config, Function<Coordinator, T> reading);

  /**
   * Runs the daemon until the process is told to stop.
   *
   * @param ready is told one line when it serves
   */
  void serve(Config config, Consumer<String> ready);

  /**
   * Lets four agents hold a conversation on the configured store.
   *
   * @param line is told each line as it happens
   * @return whether what was read back is what was said
   */
  boolean demo(Config config, Consumer<String> line);

  /** Writes all devlogs again from the store. */
  Rebuilt rebuild(Config config, Progress progress);

  /**
   * Measures on this machine.
   *
   * @param million the long run
   * @param line is told each line of the table
   * @return what {@code --json} prints
   */
  Map<String, Object> bench(Config config, boolean million, Consumer<String> line);

  /** Is told how far something long came; called from one thread at a time. */
  interface Progress {
    /** So many of so many are done. */
    void at(long done, long total);
  }

  /**
   * What a rebuild did.
   *
   * @param devlogs files there are now
   * @param changed files of them that were missing or different
   */
  record Rebuilt(long devlogs, long changed) {}
}
