package dev.multichat.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Loses every packet of this machine to and from some ports of loopback, until it is closed. Needs
 * iptables and the right to use it.
 */
final class CutNetwork implements AutoCloseable {
  private final List<String> rule;

  /**
   * @param ports at most 15
   */
  CutNetwork(List<Integer> ports) {
    String listed = ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    rule = List.of("INPUT", "-i", "lo", "-p", "tcp", "-m", "multiport", "--ports", listed);
    run("-I");
  }

  private void run(String action) {
    List<String> command = new ArrayList<>(List.of("iptables", "-w", action));
    command.addAll(rule);
    command.addAll(List.of("-j", "DROP"));
    try {
      if (ended(command) != 0) {
        throw new AssertionError("It was refused: " + command);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int ended(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(30, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new AssertionError("It did not end: " + command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    run("-D");
  }
}
