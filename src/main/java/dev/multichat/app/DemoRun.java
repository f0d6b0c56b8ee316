package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.demo.Comparison;
import dev.multichat.demo.Conversation;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The founding conversation on a hub in this process, and what is left of it afterwards. */
final class DemoRun {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Config config;
  private final Consumer<String> line;

  DemoRun(Vertx vertx, Config config, Consumer<String> line) {
    this.vertx = vertx;
    this.config = config.inside();
    this.line = line;
  }

  /** Whether the store gives back what was said. */
  boolean run() {
    Daemon daemon = Awaiting.result(Daemon.start(vertx, config));
    try {
      line.accept(
          "Four agents on one hub; store "
              + daemon.info().url()
              + " ("
              + daemon.info().durability()
              + ").\nEach line is printed by the handler that received the message.\n");
      Conversation conversation = new Conversation(vertx, this::print);
      Conversation.Said said = Awaiting.result(conversation.hold(), PATIENCE);
      List<String> differences = Comparison.of(said, stored(daemon, said));
      conclude(daemon, said, differences);
      return differences.isEmpty();
    } finally {
      Awaiting.result(daemon.close());
    }
  }

  private synchronized void print(Conversation.Heard heard) {
    Message m = heard.message();
    line.accept(
        String.format(
            Locale.ROOT,
            "%s  %-7s <- %-7s  %-8s %s",
            TIME.format(m.createdAt()),
            heard.by(),
            m.from(),
            m.kind(),
            m.subject()));
  }

  private static List<Message> stored(Daemon daemon, Conversation.Said said) {
    HistoryQuery query = new HistoryQuery(said.session().id(), null, Page.MOST, null);
    return Awaiting.result(daemon.coordinator().history(Caller.operator(), query)).items();
  }

  private void conclude(Daemon daemon, Conversation.Said said, List<String> differences) {
    String session = said.session().id();
    if (differences.isEmpty()) {
      line.accept(
          "\nRead back from the store: "
              + said.utterances().size()
              + " messages, each as it was said.");
    } else {
      line.accept("\nRead back from the store, and not as it was said:");
      differences.forEach(difference -> line.accept("  " + difference));
    }
    line.accept("Session " + session + " (multichat show " + session + ")");
    if (config.devlogs().enabled()) {
      Awaiting.result(daemon.devlogsWritten(), PATIENCE);
      line.accept("Devlogs:");
      DevlogQuery query = new DevlogQuery(session, Page.MOST, null);
      List<Devlog> devlogs =
          Awaiting.result(daemon.coordinator().devlogs(Caller.operator(), query)).items();
      devlogs.forEach(
          log -> line.accept("  " + Path.of(config.devlogs().folder()).resolve(log.name())));
    }
  }
}
