package dev.multichat.store.postgres;

import io.vertx.core.Vertx;
import java.sql.SQLException;

/** Removes a whole store from its database: its schema and every table in it. */
public final class Erasure {
  private Erasure() {}

  /** Waits until it is gone. */
  public static void run(Vertx vertx, String url) throws SQLException {
    Address address = Address.of(url);
    try (Link link = Link.open(vertx, address, false)) {
      link.sql().run("DROP SCHEMA IF EXISTS " + address.schema() + " CASCADE");
    }
  }
}
