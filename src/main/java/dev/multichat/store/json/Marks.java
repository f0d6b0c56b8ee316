package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.util.List;
import java.util.Objects;

/** Moves receipts on, and dead messages back into the inbox. */
final class Marks {
  private Marks() {}

  static Outcome append(Batch batch, Write write) {
    String id = Objects.requireNonNullElse(write.message(), "");
    String agent = Objects.requireNonNullElse(write.agent(), "");
    int row = batch.state.ids.live(id);
    int delivery = row == 0 ? 0 : batch.state.inboxes.of(row, agent);
    if (delivery == 0) {
      throw MultichatException.notFound("There is no message '" + id + "' to '" + agent + "'.");
    }
    ReceiptState wanted = wanted(write.state());
    boolean moves = batch.state.inboxes.moves(delivery, wanted);
    if (!moves && wanted == ReceiptState.RECORDED) {
      throw MultichatException.notFound(
          "The message '" + id + "' is not dead for '" + agent + "'.");
    }
    if (moves) {
      batch.add(List.of(Line.mark(new Line.Mark(id, agent, wanted, batch.now))));
    }
    return Outcome.DONE;
  }

  private static ReceiptState wanted(@org.jspecify.annotations.Nullable ReceiptState asked) {
    return asked == ReceiptState.RECORDED
            || asked == ReceiptState.DELIVERED
            || asked == ReceiptState.REPLIED
        ? asked
        : ReceiptState.ACKNOWLEDGED;
  }
}
