package dev.multichat.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.multichat.config.Config;
import org.slf4j.LoggerFactory;

/** Says which of our own log lines appear; {@code logback.xml} says it for the libraries. */
final class Logs {
  private Logs() {}

  /** A daemon: as it is configured. */
  static void daemon(Config config) {
    level(Level.toLevel(config.log().level()));
  }

  /** A command that ends by itself prints its result only, unless somebody looks for a defect. */
  static void command(Config config) {
    Level asked = Level.toLevel(config.log().level());
    level(asked.levelInt <= Level.DEBUG_INT ? asked : Level.OFF);
  }

  private static void level(Level level) {
    if (LoggerFactory.getLogger("dev.multichat") instanceof Logger ours) {
      ours.setLevel(level);
    }
  }
}
