package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat show SESSION}. */
@Command(
    name = "show",
    description = "Shows everything that was said in a session: who, when, to whom, receipts.",
    footer = {
      "  multichat show persistence-readiness | less",
      "  multichat show persistence-readiness --json | jq '.messages[].subject'"
    })
final class Show implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "SESSION", description = "Its id, as 'multichat sessions' lists it.")
  private String id = "";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Show(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    boolean shown = desk.read(this::show);
    if (!shown) {
      desk.console().note("Nothing was said there yet.");
    }
  }

  private boolean show(Coordinator hub, Caller me) {
    Session session = Awaiting.result(hub.session(me, id));
    if (json) {
      asJson(hub, me, session);
      return true;
    }
    Transcript transcript = new Transcript(desk.console());
    transcript.heading(session);
    each(hub, me, transcript::message);
    return session.lastSeq() > 0;
  }

  /** One message on a line, so that a long session needs little memory. */
  private void asJson(Coordinator hub, Caller me, Session session) {
    desk.console().line("{\"session\":" + Visible.block(Wire.text(session)) + ",");
    desk.console().line("\"messages\":[");
    String[] separator = {""};
    each(
        hub,
        me,
        (message, receipt) -> {
          JsonObject object = Wire.json(message);
          object.put("receipts", Wire.json(receipt).getJsonArray("recipients"));
          desk.console().line(separator[0] + Visible.block(object.encode()));
          separator[0] = ",";
        });
    desk.console().line("]}");
  }

  private void each(Coordinator hub, Caller me, BiConsumer<Message, Receipt> taker) {
    Paging.all(
        (limit, next) -> hub.history(me, new HistoryQuery(id, null, limit, next)),
        messages -> {
          List<Future<Receipt>> receipts =
              messages.stream().map(m -> hub.receipts(me, m.id())).toList();
          Awaiting.result(Future.all(receipts));
          for (int i = 0; i < messages.size(); i++) {
            taker.accept(messages.get(i), receipts.get(i).result());
          }
        });
  }
}
