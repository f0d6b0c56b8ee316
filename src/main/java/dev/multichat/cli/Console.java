package dev.multichat.cli;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Wire;
import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where the commands print: results on the standard output, notes and errors beside it.
 *
 * @param in what they read, such as the body of a message
 * @param terminal whether a person watches who likes colours and progress bars
 */
public record Console(InputStream in, PrintWriter out, PrintWriter err, boolean terminal) {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** How many characters of a line a person sees; programs get whole lines. */
  int width() {
    return terminal
        ? new CommandLine(CommandSpec.create()).setUsageHelpAutoWidth(true).getUsageHelpWidth()
        : UNBOUNDED;
  }

  /** A line of a result, which the caller made {@link Visible}. */
  void line(String text) {
    out.println(text);
    if (out.checkError()) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "The output could not be written to its end.");
    }
  }

  /** A result as JSON. */
  void json(Object value) {
    line(Visible.block(Wire.pretty(value)));
  }

  /** Something to know that is no part of the result. */
  void note(String text) {
    err.println(text);
    err.flush();
  }
}
