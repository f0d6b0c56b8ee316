package dev.multichat.store.json;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.store.Credential;
import dev.multichat.store.Due;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import dev.multichat.store.SessionStore;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of the store that reads, beside its writer or in another process. */
abstract class ReadingStore implements SessionStore {
  final Access access;
  private final StoreInfo info;

  ReadingStore(StoreInfo info, Access access) {
    this.info = info;
    this.access = access;
  }

  @Override
  public StoreInfo info() {
    return info;
  }

  @Override
  public Future<List<Message>> history(String session, long afterSeq, int limit) {
    return access.read(content -> new Reads(content).history(session, afterSeq, limit));
  }

  @Override
  public Future<List<Entry>> feed(long afterPosition, int limit) {
    return access.read(content -> new Reads(content).feed(afterPosition, limit));
  }

  @Override
  public Future<Optional<Entry>> message(String id) {
    return access.read(content -> new Reads(content).message(id));
  }

  @Override
  public Future<Optional<Known>> known(String id) {
    return access.read(content -> new Reads(content).known(id));
  }

  @Override
  public Future<Page<Known>> forgotten(PageQuery query) {
    return access.find(lists -> lists.forgotten(query));
  }

  @Override
  public Future<Optional<Session>> session(String id) {
    return access.look(
        s -> Optional.ofNullable(s.sessions.find(id)).map(row -> Sessions.told(row, s.agents)));
  }

  @Override
  public Future<Page<Session>> sessions(SessionQuery query) {
    return access.list(lists -> lists.sessions(query));
  }

  @Override
  public Future<Optional<Agent>> agent(String id) {
    return access.look(state -> Optional.ofNullable(state.agents.find(id)));
  }

  @Override
  public Future<Page<Agent>> agents(PageQuery query) {
    return access.list(lists -> lists.agents(query));
  }

  @Override
  public Future<Optional<Credential>> credential(String hash) {
    return access.look(state -> Optional.ofNullable(state.keeping.credentials.get(hash)));
  }

  @Override
  public Future<Page<Credential>> credentials(PageQuery query) {
    return access.list(lists -> lists.credentials(query));
  }

  @Override
  public Future<List<Entry>> inbox(String agent, long afterPosition, int limit) {
    return access.read(content -> new Reads(content).inbox(agent, afterPosition, limit));
  }

  @Override
  public Future<Map<String, Kept>> kept(List<String> messages) {
    return access.read(content -> new Reads(content).kept(messages));
  }

  @Override
  public Future<Optional<Receipt>> receipts(String message) {
    return access.read(content -> new Reads(content).receipts(message));
  }

  @Override
  public Future<List<Entry>> exchange(String id, long afterPosition, int limit) {
    return access.read(content -> new Groups(content).exchange(id, afterPosition, limit));
  }

  @Override
  public Future<List<Entry>> notices(String id, long afterPosition, int limit) {
    return access.read(content -> new Groups(content).notices(id, afterPosition, limit));
  }

  @Override
  public Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit) {
    return access.read(content -> new Groups(content).openers(session, belowPosition, limit));
  }

  @Override
  public Future<Agenda> agenda(String agent) {
    return access.read(content -> new Agendas(content).agenda(agent));
  }

  @Override
  public Future<Page<DeadLetter>> dead(PageQuery query) {
    return access.find(lists -> lists.dead(query));
  }

  @Override
  public Future<List<Due>> deadlines(int limit) {
    return access.list(lists -> lists.deadlines(limit));
  }

  @Override
  public Future<Long> position(String name) {
    return access.look(state -> state.keeping.positions.getOrDefault(name, 0L));
  }

  @Override
  public Future<Long> lastPosition() {
    return access.look(state -> state.entries.newest());
  }

  @Override
  public Future<List<String>> inspect() {
    return access.read(content -> new Inspection(content).findings());
  }
}
