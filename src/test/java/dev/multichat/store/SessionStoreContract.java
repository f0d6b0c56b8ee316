package dev.multichat.store;

import dev.multichat.store.contract.AppendContract;
import dev.multichat.store.contract.ContractTrial;
import dev.multichat.store.contract.ExchangeContract;
import dev.multichat.store.contract.FencingContract;
import dev.multichat.store.contract.InboxContract;
import dev.multichat.store.contract.KeepingContract;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.PagingContract;
import dev.multichat.store.contract.PreconditionsContract;
import dev.multichat.store.contract.RestoringContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Everything that {@link SessionStore} promises; a store's test only says how it is opened. */
public abstract class SessionStoreContract extends ContractTrial
    implements AppendContract,
        PreconditionsContract,
        InboxContract,
        ExchangeContract,
        FencingContract,
        PagingContract,
        KeepingContract,
        RestoringContract {
  protected static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  protected abstract SessionStore open(String name, boolean readOnly, MovableClock clock);
}
