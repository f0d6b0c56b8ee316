package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.ConfigLoader;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real command line over an engine, with an environment and a standard input. */
record Shell(Engine engine, Path folder, Map<String, String> environment, byte[] input) {
  static Shell in(Engine engine, Path folder) {
    return new Shell(engine, folder, Map.of(), new byte[0]);
  }

  /** With this token in its environment. */
  Shell token(String token) {
    return with(Map.of("MULTICHAT_TOKEN", token));
  }

  Shell with(Map<String, String> variables) {
    return new Shell(engine, folder, variables, input);
  }

  Shell typing(byte[] bytes) {
    return new Shell(engine, folder, environment, bytes);
  }

  Shell typing(String text) {
    return typing(text.getBytes(StandardCharsets.UTF_8));
  }

  CommandLineRun run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(input), new PrintWriter(out), new PrintWriter(err), false);
    int code =
        new Commands(engine, new ConfigLoader(environment, folder), console)
            .run(List.of(arguments));
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** What it printed; it must have ended well. */
  String done(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  /** What it printed with {@code --json}. */
  JsonObject json(String... arguments) {
    return new JsonObject(run(arguments).out());
  }

  /** It must fail with this exit code and one sentence, which says this. */
  void refused(int code, String because, String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.err()).startsWith("multichat: ").contains(because).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }
}
