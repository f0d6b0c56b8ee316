package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.devlog.DevlogSource;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What only reads: sessions, messages, receipts and devlogs. */
final class Reading {
  private final SessionStore store;
  private final Rights rights;
  private final DevlogSource source;

  Reading(SessionStore store, Rights rights) {
    this.store = store;
    this.rights = rights;
    this.source = new DevlogSource(store);
  }

  Future<Page<Session>> sessions(Caller caller, SessionQuery query) {
    if (caller.readsEverything()) {
      return store.sessions(query);
    }
    return store.sessions(query.of(Rights.subject(caller, query.participant())));
  }

  Future<Page<Message>> history(Caller caller, HistoryQuery query) {
    int limit = Page.limit(query.limit());
    long first = Objects.requireNonNullElse(query.afterSeq(), 0L);
    long after = Cursor.place(store.info().epoch(), query.cursor(), first);
    return rights
        .readable(caller, query.session())
        .compose(
            session ->
                store
                    .history(session.id(), after, limit)
                    .map(messages -> page(messages, session.lastSeq())));
  }

  private Page<Message> page(List<Message> messages, long lastSeq) {
    long seq = messages.isEmpty() ? lastSeq : messages.get(messages.size() - 1).seq();
    return new Page<>(messages, seq < lastSeq ? Cursor.of(store.info().epoch(), seq) : null);
  }

  Future<Receipt> receipts(Caller caller, String id) {
    return rights
        .message(caller, id)
        .compose(message -> store.receipts(message.id()))
        .map(found -> found.orElseThrow(() -> Rights.noMessage(id)));
  }

  Future<Devlog> devlog(Caller caller, String given) {
    String id = Names.message(given);
    return rights.message(caller, id).compose(message -> rendered(message));
  }

  /** A notice stands in a file with others until it is replied to. */
  private Future<Devlog> rendered(Message message) {
    String exchange = Objects.requireNonNullElse(message.exchange(), message.id());
    return source
        .exchange(exchange)
        .compose(
            entries -> {
              Exchange told = Exchange.of(entries);
              return told.sharesItsDevlog()
                  ? notices(exchange)
                  : Future.succeededFuture(Devlogs.exchange(told));
            });
  }

  private Future<Devlog> notices(String id) {
    return source.notices(id).map(shared -> Devlogs.notices(shared.entries(), shared.replied()));
  }

  private static Message message(Entry entry) {
    return Objects.requireNonNull(entry.message());
  }

  Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query) {
    int limit = Page.limit(query.limit());
    long below = Cursor.place(store.info().epoch(), query.cursor(), Long.MAX_VALUE);
    String session = query.session();
    Future<?> allowed =
        session == null
            ? Future.future(promise -> promise.complete(reader(caller)))
            : rights.readable(caller, session);
    return allowed
        .compose(may -> store.openers(session, below, limit))
        .compose(
            openers ->
                Cursor.behind(openers, limit, at -> store.openers(session, at, 1))
                    .compose(place -> page(openers, place)));
  }

  private static boolean reader(Caller caller) {
    Rights.reader(caller);
    return true;
  }

  private Future<Page<Devlog>> page(List<Entry> openers, Optional<Long> place) {
    List<Future<List<Devlog>>> listed = openers.stream().map(this::listed).toList();
    String next = place.map(at -> Cursor.of(store.info().epoch(), at)).orElse(null);
    return Future.all(listed)
        .map(all -> listed.stream().flatMap(one -> one.result().stream()).toList())
        .map(devlogs -> new Page<>(devlogs, next));
  }

  private Future<List<Devlog>> listed(Entry opener) {
    String id = message(opener).id();
    boolean beginsNotices = message(opener).isNotice() && DevlogSource.beginsFile(opener);
    return source.outline(id).map(entries -> Devlogs.listed(Exchange.of(entries), beginsNotices));
  }

  /** Dead messages, for who reads everything. */
  Future<Page<DeadLetter>> dead(Caller caller, PageQuery query) {
    Rights.reader(caller);
    return store.dead(query);
  }
}
