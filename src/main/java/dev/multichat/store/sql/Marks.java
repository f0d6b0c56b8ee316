package dev.multichat.store.sql;

import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.sql.Rows.Idle;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;

/** Moves receipts on, and dead messages back into the inbox. */
final class Marks {
  // Its reply is not awaited again: the exchange went on without it when the message died.
  private static final String REQUEUE =
      "UPDATE delivery SET state = 0, at = ?1, unread = 1"
          + " WHERE position = ?2 AND agent = ?3 AND state = 5";

  private final Ledger ledger;

  Marks(Ledger ledger) {
    this.ledger = ledger;
  }

  /** DONE for now; {@code later} is told when it turns out that the message was not sent to it. */
  Outcome append(Write write, Log log, Consumer<Outcome> later) throws SQLException {
    String agent = Objects.requireNonNullElse(write.agent(), "");
    Known known = ledger.knowns.find(write.message());
    if (known == null) {
      throw notSent(write);
    }
    ReceiptState state = Objects.requireNonNullElse(write.state(), ReceiptState.ACKNOWLEDGED);
    if (state == ReceiptState.RECORDED) {
      requeue(known, agent, log);
    } else {
      Runnable absent = () -> later.accept(Outcome.refused(notSent(write)));
      ledger.rows.mark(state, log.now(), new Idle(known.position(), agent, absent));
    }
    return Outcome.DONE;
  }

  private void requeue(Known known, String agent, Log log) throws SQLException {
    ledger.rows.flush();
    if (ledger.sql.run(REQUEUE, log.now().toEpochMilli(), known.position(), agent) == 0) {
      throw MultichatException.notFound(
          "The message '" + known.id() + "' is not dead for '" + agent + "'.");
    }
  }

  private static MultichatException notSent(Write write) {
    return MultichatException.notFound(
        "There is no message '" + write.message() + "' to '" + write.agent() + "'.");
  }
}
