package dev.multichat.cli;

import dev.multichat.client.Follower;
import dev.multichat.client.Following;
import dev.multichat.client.HubClient;
import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat watch [SESSION]}. */
@Command(
    name = "watch",
    description = {
      "Shows what is said while it is said: in a session, or to the caller.",
      "",
      "It says on standard error what it watches, and ends when it is told to (Ctrl-C). When the"
          + " daemon stops it goes on where it was, as soon as the daemon is there again. Without a session it begins with what is not"
          + " acknowledged; what is shown counts as delivered."
    },
    footer = {
      "  multichat watch",
      "  multichat watch persistence-readiness --all",
      "  multichat watch --as agent-3",
      "  multichat watch --json | jq -r .data.body",
      "  multichat watch build-42 --json | jq -r '.data.message.body // empty'"
    })
final class Watch implements Runnable {
  private final Desk desk;

  @Parameters(
      arity = "0..1",
      paramLabel = "SESSION",
      description = "Its id; absent: what is said to the caller.")
  private @Nullable String session;

  @Option(names = "--all", description = "Begins with the session's opening, not with now.")
  private boolean all;

  @Option(names = "--json", description = "Prints one JSON object on a line for each event.")
  private boolean json;

  Watch(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (all && session == null) {
      throw MultichatException.invalid("'--all' is of a session; name one.");
    }
    desk.<Boolean>connected(this::watched);
  }

  private String watched(Caller me) {
    return session == null
        ? "Watching the inbox of '"
            + me.agent()
            + "' from the oldest message that is not acknowledged,"
        : "Watching the session '"
            + Visible.line(session)
            + (all ? "' from its opening on," : "' from now on,");
  }

  private boolean watched(HubClient client, Caller me) {
    Screen screen = new Screen(watched(me) + " at " + client.url() + "; Ctrl-C ends it.");
    Following following =
        session == null
            ? client.followInbox(me, null, screen)
            : client.followSession(me, session, all ? 0L : null, screen);
    following.ended().onComplete(done -> screen.end(done.cause()));
    return screen.shown();
  }

  /** Prints on the command's own thread; the next event comes when the one before is printed. */
  private final class Screen implements Follower {
    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final Transcript transcript = new Transcript(desk.console());
    private final String beginning;
    private boolean begun;
    private boolean lost;

    Screen(String beginning) {
      this.beginning = beginning;
    }

    @Override
    public Future<Void> take(Event event) {
      Promise<Void> printed = Promise.promise();
      turns.add(
          () -> {
            print(event);
            printed.complete();
          });
      return printed.future();
    }

    @Override
    public void connected() {
      turns.add(
          () -> {
            if (!begun) {
              begun = true;
              desk.console().note(beginning);
            }
            tell(false, "Connected again.");
          });
    }

    @Override
    public void lost(MultichatException why, long pauseMs) {
      turns.add(
          () -> {
            if (!begun) {
              throw why;
            }
            tell(true, "The connection is gone; trying again until it is back.");
          });
    }

    private void tell(boolean gone, String text) {
      if (gone != lost) {
        lost = gone;
        desk.console().note(text);
      }
    }

    void end(@Nullable Throwable why) {
      turns.add(
          () -> {
            throw why instanceof MultichatException refusal
                ? refusal
                : new IllegalStateException("the stream ended by itself", why);
          });
    }

    private void print(Event event) {
      if (json) {
        JsonObject line =
            new JsonObject()
                .put("cursor", event.id())
                .put("event", event.type())
                .put("data", event.data());
        desk.console().line(Visible.block(line.encode()));
      } else if (session == null) {
        transcript.letter(Wire.decode(event.data(), Message.class));
      } else {
        transcript.entry(Wire.decode(event.data(), Entry.class));
      }
    }

    boolean shown() {
      try {
        while (true) {
          turns.take().run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }
}
