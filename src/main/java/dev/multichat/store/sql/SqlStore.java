package dev.multichat.store.sql;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.store.Appended;
import dev.multichat.store.Credential;
import dev.multichat.store.Cursors;
import dev.multichat.store.Due;
import dev.multichat.store.Fence;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import dev.multichat.store.Lease;
import dev.multichat.store.SessionStore;
import dev.multichat.store.StoreInfo;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store in an SQL database. One writer decides and writes, batch by batch; readers ask beside it.
 */
public final class SqlStore implements SessionStore {
  private final StoreInfo info;
  private final Clock clock;
  private final boolean shared;
  private final @Nullable Writing writer;
  private final Queries queries;
  private final Reads reads;
  private final Lists lists;
  private final Agendas agendas;
  private @Nullable Future<Void> closing;
  private volatile boolean closed;

  /**
   * @param writer absent when it is opened only to read
   */
  public SqlStore(
      StoreInfo info, Clock clock, boolean shared, @Nullable Writing writer, Queries queries) {
    this.info = info;
    this.shared = shared;
    this.clock = clock;
    this.writer = writer;
    this.queries = queries;
    this.reads = new Reads(queries);
    this.agendas = new Agendas(queries);
    this.lists = new Lists(queries, reads, new Cursors(info.epoch()));
  }

  @Override
  public StoreInfo info() {
    return info;
  }

  @Override
  public boolean shared() {
    return shared;
  }

  @Override
  public Future<Appended> append(List<Write> batch) {
    return write(ledger -> new Append(ledger, info.epoch()).apply(batch, now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private <T> Future<T> write(Writing.Work<T> work) {
    if (closed) {
      return Future.failedFuture(Faults.closed());
    }
    return writer == null
        ? Future.failedFuture(MultichatException.forbidden("The store was opened only to read."))
        : writer.write(work);
  }

  @Override
  public Future<List<Message>> history(String session, long afterSeq, int limit) {
    return reads.history(session, afterSeq, limit);
  }

  @Override
  public Future<List<Entry>> feed(long afterPosition, int limit) {
    return reads.feed(afterPosition, limit);
  }

  @Override
  public Future<Optional<Entry>> message(String id) {
    return reads.message(id);
  }

  @Override
  public Future<Optional<Known>> known(String id) {
    return reads.known(id);
  }

  @Override
  public Future<Page<Known>> forgotten(PageQuery query) {
    return lists.forgotten(query);
  }

  @Override
  public Future<Optional<Session>> session(String id) {
    return lists.session(id);
  }

  @Override
  public Future<Page<Session>> sessions(SessionQuery query) {
    return lists.sessions(query);
  }

  @Override
  public Future<Optional<Agent>> agent(String id) {
    return lists.agent(id);
  }

  @Override
  public Future<Page<Agent>> agents(PageQuery query) {
    return lists.agents(query);
  }

  @Override
  public Future<Void> saveCredentials(String agent, List<Credential> credentials) {
    return write(ledger -> Credentials.replace(ledger, agent, credentials)).mapEmpty();
  }

  @Override
  public Future<Optional<Credential>> credential(String hash) {
    return lists.credential(hash);
  }

  @Override
  public Future<Page<Credential>> credentials(PageQuery query) {
    return lists.credentials(query);
  }

  @Override
  public Future<List<Entry>> inbox(String agent, long afterPosition, int limit) {
    return reads.inbox(agent, afterPosition, limit);
  }

  @Override
  public Future<Optional<Receipt>> receipts(String message) {
    return reads.receipts(message);
  }

  @Override
  public Future<Map<String, Kept>> kept(List<String> messages) {
    return reads.kept(messages);
  }

  @Override
  public Future<List<Entry>> exchange(String id, long afterPosition, int limit) {
    return reads.exchange(id, afterPosition, limit);
  }

  @Override
  public Future<List<Entry>> notices(String id, long afterPosition, int limit) {
    return reads.notices(id, afterPosition, limit);
  }

  @Override
  public Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit) {
    return reads.openers(session, belowPosition, limit);
  }

  @Override
  public Future<Agenda> agenda(String agent) {
    return agendas.agenda(agent);
  }

  @Override
  public Future<Page<DeadLetter>> dead(PageQuery query) {
    return lists.dead(query);
  }

  @Override
  public Future<List<Due>> deadlines(int limit) {
    return lists.deadlines(limit);
  }

  @Override
  public Future<Long> position(String name) {
    return lists.number("SELECT position FROM projection WHERE name = ?", name);
  }

  @Override
  public Future<Long> lastPosition() {
    return lists.number("SELECT max(position) FROM entry");
  }

  @Override
  public Future<Lease> lease(String name, String holder, Instant until) {
    Lease wanted = new Lease(name, holder, 0, until.truncatedTo(ChronoUnit.MILLIS));
    return write(ledger -> Leases.take(ledger, wanted, clock.instant()));
  }

  @Override
  public Future<Void> release(String name, String holder) {
    return write(ledger -> Leases.release(ledger, name, holder)).mapEmpty();
  }

  @Override
  public Future<Integer> delete(String session, @Nullable Fence fence) {
    return write(ledger -> Deletion.run(ledger, session, fence));
  }

  @Override
  public Future<Void> newEpoch() {
    return write(Ledger::newEpoch).mapEmpty();
  }

  @Override
  public Future<List<String>> inspect() {
    return Inspection.of(queries);
  }

  /** The writer is the last to go, since the last connection to SQLite puts the WAL away. */
  private Future<Void> close(Writing last) {
    return last.write(Ledger::position)
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .eventually(queries::close)
        .eventually(last::close);
  }

  @Override
  public synchronized Future<Void> close() {
    closed = true;
    if (closing == null) {
      closing = writer == null ? queries.close() : close(writer);
    }
    return closing;
  }
}
