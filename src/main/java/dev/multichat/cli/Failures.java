package dev.multichat.cli;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells every failure in one sentence on standard error and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof MultichatException refusal) {
      tell(String.valueOf(refusal.getMessage()));
      return refusal.code() == ErrorCode.INVALID ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
    LOG.debug("The command failed", failure);
    tell("This is a defect of multichat: " + failure + " (--set log.level=debug tells where).");
    return ExitCode.SOFTWARE;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    tell(sentence(failure, line) + " Try '" + name(line) + " --help'.");
    return ExitCode.USAGE;
  }

  private void tell(String sentence) {
    console.note("multichat: " + Visible.line(sentence));
  }

  private static String sentence(ParameterException failure, CommandLine line) {
    String message = String.valueOf(failure.getMessage());
    List<String> near = List.of();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      near = unmatched.getSuggestions();
      if (!first.startsWith("-") && !line.getSubcommands().isEmpty()) {
        message = "There is no command '" + first + "'.";
      }
    }
    String ended = message.endsWith(".") ? message : message + ".";
    return near.isEmpty() ? ended : ended + " Did you mean " + String.join(" or ", near) + "?";
  }

  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName();
  }
}
