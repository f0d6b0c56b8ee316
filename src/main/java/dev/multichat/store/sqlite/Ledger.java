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
    settle();
    sql.commit();
  }

  private void settle() throws SQLException {
    rows.flush();
    sessions.settle();
  }

  /** Undoes what was not committed, also what is at hand. */
  void rollback() throws SQLException {
    forget();
    sql.rollback();
    position = newest();
  }

  private void forget() throws SQLException {
    sessions.forgetAll();
    agents.forgetAll();
    rows.forget();
    sql.forget();
  }

  /** Does it within the transaction; when it fails, it alone is undone, also what is at hand. */
  <T> T alone(Writer.Work<T> work) throws SQLException {
    long before = position;
    settle();
    sql.run("SAVEPOINT alone");
    try {
      T result = work.on(this);
      settle();
      sql.run("RELEASE alone");
      return result;
    } catch (RuntimeException e) {
      forget();
      sql.run("ROLLBACK TO alone");
      sql.run("RELEASE alone");
      position = before;
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
