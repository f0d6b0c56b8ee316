package dev.multichat.app;

import dev.multichat.cli.Commands;
import dev.multichat.cli.Console;
import dev.multichat.config.ConfigLoader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Where the process begins and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Console console =
        new Console(System.in, utf8(System.out), utf8(System.err), Ansi.AUTO.enabled());
    Path home = Path.of(System.getProperty("user.home"));
    Commands commands =
        new Commands(
            new LiveEngine(home, Clock.systemUTC()),
            new ConfigLoader(System.getenv(), Path.of("")),
            console);
    System.exit(commands.run(List.of(arguments)));
  }

  /** What agents wrote is not ASCII, whatever the locale of a service or a container is. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
