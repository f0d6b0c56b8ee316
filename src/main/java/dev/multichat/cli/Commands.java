package dev.multichat.cli;

import dev.multichat.config.ConfigLoader;
import dev.multichat.core.Access;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.SessionState;
import dev.multichat.wire.CodingClient;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;

/** Runs one command line. */
public final class Commands {
  private final Engine engine;
  private final ConfigLoader loader;
  private final Console console;

  public Commands(Engine engine, ConfigLoader loader, Console console) {
    this.engine = engine;
    this.loader = loader;
    this.console = console;
  }

  /** The exit code: 0 done, 1 failed, 2 wrong command line or configuration. */
  public int run(List<String> arguments) {
    return line().execute(arguments.toArray(String[]::new));
  }

  CommandLine line() {
    Failures failures = new Failures(console);
    return Multichat.over(new Desk(engine, new Settings(loader), console))
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Instant.class, Times::read)
        .registerConverter(Access.class, new Choice<>(Access.class))
        .registerConverter(CodingClient.class, new Choice<>(CodingClient.class))
        .registerConverter(Importance.class, new Choice<>(Importance.class))
        .registerConverter(Kind.class, new Choice<>(Kind.class))
        .registerConverter(SessionState.class, new Choice<>(SessionState.class))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
