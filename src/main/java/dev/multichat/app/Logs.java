package dev.multichat.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.multichat.config.LogSettings;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** Says which of our own log lines appear, and in which form; {@code logback.xml} says the rest. */
final class Logs {
  private static final Map<Appender<ILoggingEvent>, Encoder<ILoggingEvent>> AS_TEXT =
      new ConcurrentHashMap<>();

  private Logs() {}

  /** A daemon: as it is configured. */
  static void daemon(LogSettings settings) {
    form(settings.format());
    level(Level.toLevel(settings.level()));
  }

  /** A command that ends by itself prints its result only, unless somebody looks for a defect. */
  static void command(LogSettings settings) {
    form(settings.format());
    Level asked = Level.toLevel(settings.level());
    level(asked.levelInt <= Level.DEBUG_INT ? asked : Level.OFF);
  }

  private static void level(Level level) {
    if (LoggerFactory.getLogger("dev.multichat") instanceof Logger ours) {
      ours.setLevel(level);
    }
  }

  private static void form(String format) {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders();
      while (all.hasNext()) {
        if (all.next() instanceof OutputStreamAppender<ILoggingEvent> stream) {
          form(stream, format);
        }
      }
    }
  }

  private static void form(OutputStreamAppender<ILoggingEvent> stream, String format) {
    Encoder<ILoggingEvent> text = AS_TEXT.computeIfAbsent(stream, first -> stream.getEncoder());
    stream.setEncoder(format.equals(LogSettings.JSON) ? new JsonLines() : text);
  }
}
