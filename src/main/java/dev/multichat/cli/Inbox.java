package dev.multichat.cli;

import dev.multichat.client.HubClient;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat inbox}. */
@Command(
    name = "inbox",
    description = {
      "Shows the caller's messages that are not acknowledged, oldest first.",
      "",
      "What is shown counts as delivered, and stays until it is acknowledged or answered."
    },
    footer = {
      "  multichat inbox --wait",
      "  multichat inbox --wait 300 --limit 1 --ack",
      "  multichat inbox --as agent-3",
      "  multichat inbox --json | jq -r '.messages[].id' | xargs multichat ack"
    })
final class Inbox implements Runnable {
  private final Desk desk;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      arity = "0..1",
      defaultValue = "0",
      fallbackValue = "25",
      description = "Waits for a message when there is none; ${FALLBACK-VALUE} unless told.")
  private int wait;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; ${DEFAULT-VALUE} unless told otherwise.")
  private int most;

  @Option(names = "--ack", description = "Acknowledges what was shown.")
  private boolean acknowledging;

  @Option(names = "--json", description = "Prints one JSON object with 'messages'.")
  private boolean json;

  Inbox(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (most < 1) {
      throw MultichatException.invalid("'--limit' is " + most + "; it must be 1 or more.");
    }
    Patience patience = Patience.seconds(wait);
    desk.<Boolean>connected((client, me) -> shown(client, me, patience));
  }

  private boolean shown(HubClient client, Caller me, Patience patience) {
    Page<Message> found = found(client.coordinator(), me, patience);
    print(found);
    if (acknowledging) {
      List<String> ids = found.items().stream().map(Message::id).toList();
      Ack.each(client.coordinator(), me, ids);
    }
    return !found.items().isEmpty();
  }

  private Page<Message> found(Coordinator hub, Caller me, Patience patience) {
    Page<Message> found;
    do {
      int turn = Math.toIntExact(patience.turn().toMillis());
      found =
          Paging.upTo(
              most,
              null,
              (limit, cursor) ->
                  hub.inbox(me, new InboxQuery(null, cursor == null ? turn : 0, limit, cursor)));
    } while (found.items().isEmpty() && !patience.over());
    return found;
  }

  private void print(Page<Message> found) {
    if (json) {
      desk.console().json(ListOptions.object("messages", found));
    } else if (found.items().isEmpty()) {
      desk.console().note("The inbox is empty.");
    } else {
      Transcript transcript = new Transcript(desk.console());
      found.items().forEach(transcript::letter);
      if (found.next() != null) {
        desk.console().note("There are more; --limit N shows more of them.");
      }
    }
  }
}
