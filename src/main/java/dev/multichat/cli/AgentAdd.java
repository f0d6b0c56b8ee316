package dev.multichat.cli;

import dev.multichat.client.HubClient;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Issued;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.CodingClient;
import java.nio.file.Path;
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
          + " sends nothing and is sent nothing; an operator may do everything.",
      "",
      "With --client it also prints, on standard error, the one line that joins that program to the"
          + " hub over MCP, and writes a script for its hooks that tells it, when it is about to stop,"
          + " what came meanwhile. Neither holds a token: both take it from MULTICHAT_TOKEN, so that"
          + " several agents can share a repository."
    },
    footer = {
      "  multichat agent add agent-2 --name Agent-2 --role 'Architecture Specialist'",
      "  TOKEN_4=$(multichat agent add agent-4 --client claude)",
      "  MULTICHAT_TOKEN=$TOKEN_4 claude",
      "  multichat agent add agent-5 --client gemini --hook ~/hooks/multichat.sh",
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

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description = "Prepares it for a coding agent's program: ${COMPLETION-CANDIDATES}.")
  private @Nullable CodingClient client;

  @Option(
      names = "--hook",
      paramLabel = "FILE",
      description = "Where the hook's script is written; else in ~/.multichat/hooks.")
  private @Nullable Path hook;

  @Option(
      names = "--force",
      description = "Writes the script over a file that is none of ours, or of another hub.")
  private boolean force;

  @Option(
      names = "--json",
      description =
          "Prints one JSON object with 'id', 'access', 'token'; with --client also 'client',"
              + " 'configure', 'hook', 'hookFile', 'hookConfiguration'.")
  private boolean json;

  AgentAdd(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (client == null) {
      if (hook != null || force) {
        throw MultichatException.invalid(
            "'--hook' and '--force' are of a program's hook; name the program with --client.");
      }
      print(desk, desk.operating(this::added), json);
    } else {
      joined(client);
    }
  }

  /** The script comes first, since a token that was given out is not shown again. */
  private void joined(CodingClient program) {
    Engine.Target target = desk.target();
    HookScript script = HookScript.at(hook == null ? desk.engine().hooks() : null, hook, program);
    Joining joining = new Joining(program, target.url(), script.file());
    Issued issued =
        desk.operating(
            (hub, me) -> {
              script.write(target, force);
              return added(hub, me);
            });
    if (json) {
      desk.console().json(joining.json(issued));
    } else {
      print(desk, issued, false);
      joining.notes().forEach(desk.console()::note);
    }
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
                  + "), which is shown this once; start that agent alone with it as MULTICHAT_TOKEN:");
      desk.console().line(Visible.line(issued.token()));
    }
  }
}
