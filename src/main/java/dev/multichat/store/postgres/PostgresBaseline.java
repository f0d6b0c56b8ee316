package dev.multichat.store.postgres;

import dev.multichat.store.sql.RawLoop;
import io.vertx.core.Vertx;
import java.sql.SQLException;

/** The baseline of the benchmark over one connection, as durable as the store. */
public final class PostgresBaseline {
  private PostgresBaseline() {}

  /** Writes so many messages into a fresh store, so many in each transaction. */
  public static RawLoop.Result run(Vertx vertx, String url, int messages, int batch)
      throws SQLException {
    Address address = Address.of(url);
    try (Link link = Link.open(vertx, address, false)) {
      Server.commitDurably(link.sql());
      Migrations.run(link.sql(), address);
      return RawLoop.run(link.sql(), link.sql()::begin, messages, batch);
    }
  }
}
