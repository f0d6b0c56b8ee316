package dev.multichat.cli;

import dev.multichat.app.CommandHome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon, its operator's shell, and the shells of two agents. */
abstract class TwoAgents {
  @TempDir Path folder;
  CommandHome home;
  Shell operator;
  Shell two;
  Shell three;

  @BeforeEach
  void begin() {
    home = new CommandHome(folder).started();
    operator = Shell.in(home.engine(), folder);
    two = operator.token(operator.done("agent", "add", "agent-2").strip());
    three = operator.token(operator.done("agent", "add", "agent-3").strip());
  }

  @AfterEach
  void end() throws IOException {
    home.close();
  }
}
