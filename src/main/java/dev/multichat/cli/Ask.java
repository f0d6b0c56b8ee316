package dev.multichat.cli;

import dev.multichat.core.Answer;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code multichat ask}. */
@Command(
    name = "ask",
    description = {
      "Sends a question (a request unless --kind says otherwise) and prints the replies.",
      "",
      "It ends as soon as everybody replied. A reply that comes after the time is over is in the"
          + " inbox; the same question with the --id that is then named goes on waiting."
    },
    exitCodeList = {
      "0:everybody replied",
      "1:it failed; the reason is on standard error",
      "2:the command line or the configuration is wrong",
      "3:the time was over before everybody had replied"
    },
    footer = {
      "  multichat ask --to agent-3 --subject Port 'Which one?'",
      "  multichat ask --to agent-3,agent-4 --subject Plan --file plan.md --wait 300",
      "  multichat ask --to agent-3 --json 'Which port?' | jq -r '.replies[].body'"
    })
final class Ask implements Callable<Integer> {
  private static final int NOT_EVERYBODY = 3;

  private final Desk desk;

  @Mixin private Letter letter = new Letter();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description = "How long to wait for replies; ${DEFAULT-VALUE} unless told otherwise.")
  private int wait;

  @Option(names = "--json", description = "Prints one JSON object with 'replies' and 'missing'.")
  private boolean json;

  Ask(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Patience patience = Patience.seconds(wait);
    Draft draft = letter.draft(desk.console(), Kind.REQUEST);
    Answer answer =
        desk.connected(
            (client, me) ->
                Letter.sent(draft, () -> answer(client.coordinator(), me, draft, patience)));
    if (json) {
      desk.console().json(answer);
    } else {
      print(answer);
    }
    return answer.missing().isEmpty() ? ExitCode.OK : NOT_EVERYBODY;
  }

  private static Answer answer(Coordinator hub, Caller me, Draft draft, Patience patience) {
    Answer answer;
    do {
      Duration turn = patience.turn();
      answer = Awaiting.result(hub.ask(me, draft, turn));
    } while (!answer.missing().isEmpty() && !patience.over());
    return answer;
  }

  private void print(Answer answer) {
    Transcript transcript = new Transcript(desk.console());
    answer.replies().forEach(transcript::letter);
    if (!answer.missing().isEmpty()) {
      desk.console()
          .note(
              "No reply yet from "
                  + String.join(", ", answer.missing())
                  + "; to go on waiting, ask the same with --id "
                  + answer.receipt().id());
    }
  }
}
