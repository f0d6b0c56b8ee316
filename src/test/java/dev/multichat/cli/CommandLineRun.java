package dev.multichat.cli;

import dev.multichat.client.HubAddress;
import dev.multichat.client.HubClient;
import dev.multichat.config.Config;
import dev.multichat.config.ConfigLoader;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of the command line in the test's own process, over a recorded conversation. */
record CommandLineRun(int code, String out, String err) {
  static CommandLineRun of(Path folder, String... arguments) {
    return of(new RecordedHub(new Recorded()), folder, arguments);
  }

  static CommandLineRun of(Coordinator hub, Path folder, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = commands(hub, folder, out, err).run(List.of(arguments));
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  static Commands commands(Coordinator hub, Path folder, StringWriter out, StringWriter err) {
    Console console =
        new Console(
            InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), false);
    return new Commands(new RecordedEngine(hub), new ConfigLoader(Map.of(), folder), console);
  }

  private static final class RecordedEngine implements Engine {
    private final Coordinator hub;

    RecordedEngine(Coordinator hub) {
      this.hub = hub;
    }

    @Override
    public Optional<RunningDaemon> running() {
      return Optional.of(
          new RunningDaemon(4711, "sqlite:/srv/a.db", "/srv/devlogs", null, null, null));
    }

    @Override
    public Path hooks() {
      return Path.of("hooks");
    }

    @Override
    public <T> T read(Config config, Function<Coordinator, T> reading) {
      return reading.apply(hub);
    }

    @Override
    public boolean serves(RunningDaemon daemon, Config config) {
      return true;
    }

    @Override
    public <T> T connected(Config config, Target target, Function<HubClient, T> work) {
      throw new UnsupportedOperationException("nothing recorded is behind a daemon");
    }

    @Override
    public void bridge(
        Config config, Supplier<HubAddress> hub, InputStream in, Consumer<String> out) {
      throw new UnsupportedOperationException("nothing recorded is behind a daemon");
    }

    @Override
    public void serve(Supplier<Config> settings, Consumer<String> ready) {
      ready.accept("ready on " + settings.get().store());
    }

    @Override
    public boolean demo(Config config, Consumer<String> line) {
      line.accept("Agent-2 said\u001b[2J hello");
      return !config.store().endsWith("lying.db");
    }

    @Override
    public boolean demoCluster(Config config, @Nullable String store, Consumer<String> line) {
      line.accept("three hubs on " + store);
      return true;
    }

    @Override
    public Map<String, Object> benchCluster(
        Config config, @Nullable String store, int hubs, Consumer<String> line) {
      line.accept(hubs + " hubs on " + store);
      return Map.of("results", List.of());
    }

    @Override
    public boolean canBeShared(String store) {
      return store.startsWith("redis:");
    }

    @Override
    public Rebuilt rebuild(Config config, Progress progress) {
      progress.at(3, 3);
      return new Rebuilt(3, 1);
    }

    @Override
    public Exported export(Config config, Order order, Progress progress) {
      progress.at(4, 4);
      return new Exported(2, 7, 12, order.agent() == null ? 0 : 1, "ab12");
    }

    @Override
    public void readOld(Config config, Path folder, Consumer<OldFile> file, Progress progress) {
      List<String> notes = List.of("guessed: the topic, from the file's name");
      file.accept(new OldFile("a\u001b[2J.md", OldFile.Became.IMPORTED, "devlog-a", 3, notes));
      file.accept(new OldFile("b.md", OldFile.Became.KNOWN, "devlog-b", 2, List.of()));
      file.accept(new OldFile("c.md", OldFile.Became.TAKEN, "devlog-c", 2, List.of()));
      file.accept(new OldFile("d.md", OldFile.Became.LEFT, "", 0, List.of("left: It is empty.")));
    }

    @Override
    public Moved load(Config config, String file, Progress progress) {
      if (file.equals("bad.jsonl")) {
        throw new MultichatException(
            ErrorCode.UNAVAILABLE, "bad.jsonl cannot be used; look at line 3: It is cut off.");
      }
      return new Moved(7, file.equals("again.jsonl") ? 2 : 0, 1, file.equals("done.jsonl"));
    }

    @Override
    public Moved migrate(Config config, String from, String to, Progress progress) {
      return new Moved(from.equals(to) ? 0 : 7, 0, 0, false);
    }

    @Override
    public Diagnosis doctor(Config config, Progress progress) {
      boolean sick = config.store().endsWith("sick.db");
      List<String> findings = sick ? List.of("The message at 3\u001b[2J is gone.") : List.of();
      return new Diagnosis(2, 7, 12, findings, sick ? 4 : 0);
    }

    @Override
    public Map<String, Object> bench(
        Config config, Measurement measurement, Consumer<String> line) {
      if (measurement == Measurement.MILLION) {
        throw new IllegalStateException("broken on purpose");
      }
      line.accept("a row");
      return Map.of("results", List.of());
    }
  }
}
