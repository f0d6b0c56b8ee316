package dev.multichat.cli;

import dev.multichat.config.LoadedConfig;
import dev.multichat.core.Coordinator;
import java.util.function.Function;

/** What every command is given. */
record Desk(Engine engine, Settings settings, Console console) {
  /** Where commands that read do so: as configured, else where this user's daemon runs. */
  LoadedConfig reading() {
    return settings.loaded(engine.running().orElse(null));
  }

  /** Reads from that store. */
  <T> T read(Function<Coordinator, T> reading) {
    return engine.read(reading().config(), reading);
  }
}
