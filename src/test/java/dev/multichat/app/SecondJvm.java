package dev.multichat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM beside this one, lean to start, with this project's classes and the daemon's own logging.
 */
final class SecondJvm {
  private SecondJvm() {}

  /** It works and lives in the folder, and sees none of our environment variables. */
  static ProcessBuilder of(Path folder, Class<?> main, String... arguments) {
    return of(folder, List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"), main, arguments);
  }

  /** The same with these options of the JVM. */
  static ProcessBuilder of(Path folder, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(asUsual());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Xshare:auto");
    command.add("-Duser.home=" + folder);
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MULTICHAT_"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /** Under nohup SIGHUP is ignored, by children too unless they are started otherwise. */
  private static List<String> asUsual() {
    return isHangupIgnored() ? List.of("env", "--default-signal=HUP") : List.of();
  }

  private static boolean isHangupIgnored() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Integer.parseInt(line.substring(line.length() - 1), 16) & 1) == 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
