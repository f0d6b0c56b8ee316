package dev.multichat.store.sql;

import dev.multichat.store.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the writer writes with on one connection. Belongs to the writer's thread. */
public final class Ledger implements AutoCloseable {
  public final Statements sql;
  final Dialect dialect;
  final Sessions sessions;
  final Agents agents;
  final Rows rows;
  final Exchanges exchanges;
  final Knowns knowns;
  private long position;
  private long committed;

  /**
   * @param position the highest one ever given out
   */
  public Ledger(Statements sql, Dialect dialect, long position) {
    this.sql = sql;
    this.dialect = dialect;
    this.sessions = new Sessions(sql);
    this.agents = new Agents(sql);
    this.rows = new Rows(sql);
    this.exchanges = new Exchanges(sql, dialect);
    this.knowns = new Knowns(sql);
    this.position = position;
    this.committed = position;
  }

  /** The highest position ever given out; a deleted one is not given out again. */
  public long position() {
    return position;
  }

  void moveTo(long newest) {
    position = newest;
  }

  /** Notes it down, for the time when its entry may be gone. */
  public void keepPosition() throws SQLException {
    sql.send(
        "INSERT INTO meta (name, value) VALUES ('position', ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        String.valueOf(position));
  }

  /** From the next opening on, cursors of before are of another epoch. */
  int newEpoch() throws SQLException {
    return sql.run("UPDATE meta SET value = ? WHERE name = 'epoch'", UUID.randomUUID().toString());
  }

  /** Begins a transaction at this position; what is at hand is of no use if others wrote. */
  public void begin(long newest) throws SQLException {
    if (newest != committed) {
      forget();
    }
    position = newest;
    committed = newest;
  }

  /** Reads together what a batch needs to know. */
  void load(List<Write> batch) throws SQLException {
    Needs needs = Needs.of(batch);
    sessions.load(needs.sessions());
    Set<String> named = needs.agents();
    named.addAll(sessions.participants(needs.heard()));
    agents.load(named);
    knowns.load(needs.messages());
    exchanges.load(knowns.positions(needs.answered()));
  }

  public void commit() throws SQLException {
    settle();
    sql.commit();
    committed = position;
  }

  void settle() throws SQLException {
    rows.flush();
    sessions.settle();
  }

  /** Undoes what was not committed, also what is at hand. */
  public void rollback() throws SQLException {
    forget();
    sql.rollback();
    position = committed;
  }

  public void forget() throws SQLException {
    sessions.forgetAll();
    agents.forgetAll();
    exchanges.forgetAll();
    rows.forget();
    sql.forget();
  }

  /** Does it within the transaction; when it fails, it alone is undone, also what is at hand. */
  <T> T alone(Writing.Work<T> work) throws SQLException {
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
