package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Session;
import dev.multichat.store.Kept;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a store held when this was made; a mark is a position. Others may write meanwhile: what they
 * append is not in it, receipts are as they stand when they are read, and a session that they
 * delete is named at the end, and nothing of it comes any more.
 */
final class StoreSource implements Source {
  private static final int PAGE = 250;

  private final SessionStore store;
  private final Choice choice;
  private final long upTo;
  private final Progress progress;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, Long> read = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  StoreSource(SessionStore store, Choice choice, long upTo, Progress progress) {
    this.store = store;
    this.choice = choice;
    this.upTo = upTo;
    this.progress = progress;
  }

  @Override
  public void each(long afterMark, Taker taker) {
    Feed.pages(store, afterMark, upTo, page -> entries(page, taker));
    deleted().forEach(session -> taker.take(upTo, Line.deleted(session)));
    if (choice.whole()) {
      listed(store::forgotten, known -> taker.take(upTo, Line.forgotten(known)));
      listed(store::credentials, one -> taker.take(upTo, Line.credential(one)));
    }
  }

  private void entries(List<Entry> page, Taker taker) {
    List<Entry> chosen = page.stream().filter(choice::takes).toList();
    chosen.forEach(this::follow);
    Map<String, Kept> kept = Waiting.on(store.kept(Feed.messages(chosen)));
    List<@Nullable Line> lines =
        Waiting.onAll(chosen.stream().map(entry -> line(entry, kept)).toList());
    for (int i = 0; i < chosen.size(); i++) {
      String session = chosen.get(i).session();
      if (lines.get(i) == null && session != null) {
        gone.add(session);
      }
    }
    for (int i = 0; i < chosen.size(); i++) {
      Entry entry = chosen.get(i);
      Line line = lines.get(i);
      if (line != null && (entry.session() == null || isThere(entry.session()))) {
        taker.take(entry.position(), line);
      }
    }
    progress.at(page.get(page.size() - 1).position(), upTo);
  }

  /** What an import could not take over must not be taken for a copy. */
  private void follow(Entry entry) {
    Message message = entry.message();
    if (message != null) {
      Long before = read.put(message.session(), message.seq());
      if (before != null && message.seq() != before + 1) {
        throw new MultichatException(
            ErrorCode.UNAVAILABLE,
            "The session '"
                + message.session()
                + "' lacks its message "
                + (before + 1)
                + ", so nothing was written; see what 'doctor' finds, and export the other"
                + " sessions with --session, --agent or --from.");
      }
    }
  }

  private boolean isThere(String session) {
    begun.add(session);
    return !gone.contains(session);
  }

  /** Absent for a message whose session has just been deleted. */
  private Future<@Nullable Line> line(Entry entry, Map<String, Kept> kept) {
    Message message = entry.message();
    if (message == null) {
      return (entry.session() == null ? related(entry) : Future.succeededFuture(entry))
          .map(event -> Line.of(event, null, null));
    }
    Kept beside = kept.get(message.id());
    return Future.succeededFuture(
        beside == null ? null : Line.of(entry, beside.known().hash(), beside.recipients()));
  }

  /** An agent's event without the exchanges of sessions that are not meant. */
  private Future<Entry> related(Entry event) {
    if (choice.whole() || event.exchanges().isEmpty()) {
      return Future.succeededFuture(event);
    }
    List<Future<Optional<Entry>>> openers = event.exchanges().stream().map(store::message).toList();
    return Future.all(openers)
        .map(
            all -> {
              List<String> kept = new ArrayList<>();
              for (int i = 0; i < openers.size(); i++) {
                if (isChosen(openers.get(i).result())) {
                  kept.add(event.exchanges().get(i));
                }
              }
              return event.appended(
                  event.position(), Objects.requireNonNull(event.at(), "at"), kept);
            });
  }

  private boolean isChosen(Optional<Entry> opener) {
    return opener.map(entry -> entry.session() != null && choice.takes(entry)).orElse(false);
  }

  /** The sessions of which something came and that are not there any more. */
  private Set<String> deleted() {
    Set<String> deleted = new TreeSet<>();
    List<String> all = List.copyOf(begun);
    for (int i = 0; i < all.size(); i += PAGE) {
      List<String> some = all.subList(i, Math.min(i + PAGE, all.size()));
      List<Optional<Session>> found = Waiting.onAll(some.stream().map(store::session).toList());
      for (int j = 0; j < some.size(); j++) {
        if (found.get(j).isEmpty()) {
          deleted.add(some.get(j));
        }
      }
    }
    return deleted;
  }

  private static <T> void listed(Function<PageQuery, Future<Page<T>>> list, Consumer<T> taker) {
    String cursor = null;
    do {
      Page<T> page = Waiting.on(list.apply(new PageQuery(PAGE, cursor)));
      page.items().forEach(taker);
      cursor = page.next();
    } while (cursor != null);
  }
}
