package dev.multichat.store.sqlite;

import java.sql.SQLException;

/** What the writer writes with on one connection. Belongs to the writer's thread. */
final class Ledger implements AutoCloseable {
  final Statements sql;
  final Sessions sessions;
  final Agents agents;
  final Rows rows;
  final Exchanges exchanges;
  final Knowns knowns;
  private long position;

  Ledger(Statements sql) throws SQLException {
    this.sql = sql;
    this.sessions = new Sessions(sql);
    this.agents = new Agents(sql);
    this.rows = new Rows(sql);
    this.exchanges = new Exchanges(sql);
    this.knowns = new Knowns(sql);
    this.position = newest();
  }

  /** The highest position ever given out; a deleted one is not given out again. */
  long position() {
    return position;
  }

  void moveTo(long newest) {
    position = newest;
  }

  private long newest() throws SQLException {
    return sql.number(
        "SELECT max((SELECT coalesce(max(position), 0) FROM entry), coalesce("
            + "(SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'position'), 0))");
  }

  void commit() throws SQLException {
    rows.flush();
    sessions.settle();
    sql.commit();
  }

  /** Undoes what was not committed, also what is at hand. */
  void rollback() throws SQLException {
    sessions.forgetAll();
    agents.forgetAll();
    rows.forget();
    sql.rollback();
    position = newest();
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
