package dev.multichat.cli;

import dev.multichat.client.HubClient;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Issued;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat agent add ID}. */
@Command(
    name = "add",
    description = {
      "Registers an agent and prints its token, which is shown this once.",
      "",
      "An agent that is registered already keeps what no option changes. A reader sees everything,"
          + " sends nothing and is sent nothing; an operator may do everything."
    },
    footer = {
      "  multichat agent add agent-2 --name Agent-2 --role 'Architecture Specialist'",
      "  export MULTICHAT_TOKEN=$(multichat agent add agent-3)",
      "  multichat agent add board --access reader --json | jq -r .token"
    })
final class AgentAdd implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "ID", description = "Its id, such as agent-2.")
  private String id = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What people call it; else its id.")
  private @Nullable String name;

  @Option(names = "--role", paramLabel = "TEXT", description = "What it is, on one line.")
  private @Nullable String role;

  @Option(names = "--capabilities", paramLabel = "TEXT", description = "What it can do.")
  private @Nullable String capabilities;

  @Option(
      names = "--access",
      paramLabel = "ACCESS",
      description = "What the token may do: ${COMPLETION-CANDIDATES}; agent unless told otherwise.")
  private Access access = Access.AGENT;

  @Option(names = "--json", description = "Prints one JSON object with 'id', 'access', 'token'.")
  private boolean json;

  AgentAdd(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Issued issued = desk.connected(this::added);
    print(desk, issued, json);
  }

  private Issued added(HubClient client, Caller me) {
    Agent card =
        Agent.of(
            id,
            name == null ? "" : name,
            role == null ? "" : role,
            capabilities == null ? "" : capabilities);
    return Awaiting.result(client.identities().enrol(me, card, access));
  }

  /** The token alone on the standard output, so that a script can take it. */
  static void print(Desk desk, Issued issued, boolean json) {
    if (json) {
      desk.console().json(issued);
    } else {
      desk.console()
          .note(
              "The token of "
                  + issued.id()
                  + " ("
                  + issued.access()
                  + "), which is shown this once; set it as MULTICHAT_TOKEN:");
      desk.console().line(Visible.line(issued.token()));
    }
  }
}
