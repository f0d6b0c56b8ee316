package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where messages stand in their chains of replies: remembered of the newest, else found by climbing
 * through the store, not farther than what the guard looks at.
 */
final class Chains {
  private static final int REMEMBERED = 20_000;

  private final SessionStore store;
  private final Duration soon;
  private final int farthest;
  private final Recent<Link> links = new Recent<>(REMEMBERED);

  /**
   * @param farthest how many messages are looked at for one chain
   */
  Chains(SessionStore store, Duration soon, int farthest) {
    this.store = store;
    this.soon = soon;
    this.farthest = farthest;
  }

  /** A reply was recorded there. */
  void recorded(String id, Link link) {
    links.put(id, link);
  }

  /**
   * Where a message stands, counted from a moment on; empty when there is no such message.
   *
   * @param known the message, when somebody has read it already
   */
  Future<Optional<Link>> of(String id, @Nullable Message known, Instant since) {
    Link link = links.get(id);
    if (link != null) {
      return Future.succeededFuture(Optional.of(counted(link, since)));
    }
    Climb climb = new Climb(since);
    if (known == null) {
      climb.to(id);
    } else {
      climb.at(known);
    }
    return climb.end.future();
  }

  private static Link counted(Link link, Instant since) {
    return link.at().isAfter(since) ? link : link.anew();
  }

  /** One way up a chain, from reply to what it answers. */
  private final class Climb {
    private final Instant since;
    private final Deque<Message> below = new ArrayDeque<>();
    private final Promise<Optional<Link>> end = Promise.promise();

    Climb(Instant since) {
      this.since = since;
    }

    void to(String id) {
      Link link = links.get(id);
      if (link != null) {
        down(counted(link, since));
        return;
      }
      store.message(id).map(found -> found.map(Entry::message)).onComplete(this::at, end::tryFail);
    }

    private void at(Optional<Message> found) {
      if (found.isPresent()) {
        at(found.get());
      } else {
        end.tryComplete(Optional.empty());
      }
    }

    void at(Message message) {
      String answered = message.inReplyTo();
      boolean top = !message.createdAt().isAfter(since) || below.size() + 1 >= farthest;
      if (answered == null || top) {
        down(Link.first(message));
      } else {
        below.push(message);
        to(answered);
      }
    }

    private void down(Link from) {
      Link link = from;
      while (!below.isEmpty()) {
        Message message = below.pop();
        link = link.next(message, soon);
        links.put(message.id(), link);
      }
      end.tryComplete(Optional.of(link));
    }
  }
}
