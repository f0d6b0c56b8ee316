package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.contract.Note;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Coordinator;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Ada at one node and bob at another, who send to each other in one session and are shown it. */
final class CrossTalk implements AutoCloseable {
  private static final String SESSION = "talk";

  private final Vertx vertx;
  private final Side ada;
  private final Side bob;
  private final List<Receipt> receipts = new ArrayList<>();

  /** One of them at its node. */
  private record Side(
      Agents.Known known, Coordinator hub, ShownLedger shown, StreamRecipient stream) {
    static Side of(Vertx vertx, Agents.Known known, HubClient client) {
      ShownLedger shown = new ShownLedger(new ToldLedger());
      Coordinator hub = client.coordinator();
      return new Side(
          known,
          hub,
          shown,
          new StreamRecipient(vertx, known.caller(), hub, client::followInbox, shown));
    }
  }

  /** Begins once the other node lets bob in. */
  CrossTalk(Vertx vertx, Agents atFirst, Agents atSecond) {
    this.vertx = vertx;
    Agents.Known first = atFirst.enrolled("ada");
    Agents.Known second = atFirst.enrolled("bob");
    ada = Side.of(vertx, first, atFirst.client(first));
    bob = Side.of(vertx, second, atSecond.client(second));
    eventually(vertx, "let in", this::isBobLetIn);
    Opening opening = new Opening(SESSION, SESSION, List.of("bob"), false);
    Awaiting.result(ada.hub().open(first.caller(), opening));
    ada.stream().begun();
    bob.stream().begun();
  }

  private boolean isBobLetIn() {
    try {
      Awaiting.result(bob.hub().agents(bob.known().caller(), new PageQuery(1, null)));
      return true;
    } catch (MultichatException refusal) {
      return false;
    }
  }

  /** Both send so many, each of which gets a receipt and is shown to the other one. */
  void exchange(int each) {
    for (int i = 0; i < each; i++) {
      send(ada, "bob", bob);
      send(bob, "ada", ada);
    }
  }

  private void send(Side from, String to, Side other) {
    Receipt receipt =
        Awaiting.result(from.hub().send(from.known().caller(), Note.to(to).in(SESSION).draft()));
    receipts.add(receipt);
    eventually(vertx, "shown", () -> other.shown().has(receipt.id()));
  }

  /** All receipts are honest: what is stored is what was sent, once each, numbered without gaps. */
  void check() {
    HistoryQuery query = new HistoryQuery(SESSION, null, Page.MOST, null);
    List<Message> stored = Awaiting.result(bob.hub().history(bob.known().caller(), query)).items();
    receipts.sort(Comparator.comparing(Receipt::seq));
    assertThat(stored)
        .extracting(Message::id)
        .containsExactlyElementsOf(receipts.stream().map(Receipt::id).toList());
    assertThat(stored)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    assertThat(ada.shown().troubles()).isEmpty();
    assertThat(bob.shown().troubles()).isEmpty();
  }

  @Override
  public void close() {
    ada.stream().close();
    bob.stream().close();
  }
}
