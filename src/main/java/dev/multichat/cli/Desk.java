package dev.multichat.cli;

import dev.multichat.core.Coordinator;
import java.util.function.Function;

/** What every command is given. */
record Desk(Engine engine, Settings settings, Console console) {
  /** Reads from the configured store. */
  <T> T read(Function<Coordinator, T> reading) {
    return engine.read(settings.config(), reading);
  }
}
