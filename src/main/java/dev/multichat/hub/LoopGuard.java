package dev.multichat.hub;

import dev.multichat.config.GuardSettings;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import dev.multichat.metrics.Meters;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds sessions whose agents answer each other for ever, until an operator releases them. What
 * trips it is refused, as is every message into a held session; operators pass.
 */
final class LoopGuard {
  /** Nobody knows when an operator comes; it is no use to try more often. */
  private static final String LOOK_AGAIN_MS = "60000";

  private static final Future<Optional<Link>> PASSES = Future.succeededFuture(Optional.empty());

  private final SessionStore store;
  private final Meters meters;
  private final Rights rights;
  private final Holds holds;
  private volatile Rules rules;

  /** How far is too far, and where messages stand as these settings count. */
  private record Rules(GuardSettings settings, Duration soon, boolean counts, Chains chains) {
    static Rules of(GuardSettings settings, SessionStore store) {
      int counted = Math.max(settings.quickReplies(), settings.acknowledgements());
      int most = Math.max(counted, settings.depth());
      Duration soon = Duration.ofMillis(settings.quickWithinMs());
      return new Rules(settings, soon, most > 0, new Chains(store, soon, most + 2));
    }
  }

  LoopGuard(Room room, Rights rights, GuardSettings settings) {
    this.store = room.store();
    this.meters = room.meters();
    this.rights = rights;
    this.holds = new Holds(room);
    this.rules = Rules.of(settings, store);
  }

  /** Goes by these settings from now on; what is held stays so. */
  void change(GuardSettings settings) {
    rules = Rules.of(settings, store);
  }

  /** Learns what the store tells of sessions that are held. */
  Future<Void> start() {
    return holds.start();
  }

  /**
   * Lets a message into a session pass, or fails with LIMITED; of a reply it tells where it will
   * stand in its chain.
   *
   * @param answered what it answers, when that was read already
   */
  Future<Optional<Link>> check(Caller caller, Message message, @Nullable Message answered) {
    if (caller.isOperator()) {
      return PASSES;
    }
    return holds
        .of(message.session())
        .compose(
            standing -> {
              if (standing.held() != null) {
                return refused(caller, message, String.valueOf(standing.held().reason()));
              }
              String question = message.inReplyTo();
              Rules now = rules;
              return question == null || !now.counts()
                  ? PASSES
                  : now.chains()
                      .of(question, answered, standing.since())
                      .compose(link -> reply(now, caller, message, link));
            });
  }

  /** A reply was recorded where {@link #check} said, unless it has stood there before. */
  void recorded(String id, Optional<Link> link, boolean known) {
    if (!known) {
      link.ifPresent(at -> rules.chains().recorded(id, at));
    }
  }

  /** What it answers must be in its session, which the store looks at. */
  private Future<Optional<Link>> reply(
      Rules now, Caller caller, Message message, Optional<Link> question) {
    if (question.isEmpty() || !question.get().session().equals(message.session())) {
      return PASSES;
    }
    Link link = question.get().next(message, now.soon());
    String reason = reason(now.settings(), link);
    return reason == null
        ? Future.succeededFuture(Optional.of(link))
        : tripped(caller, message, reason);
  }

  private static @Nullable String reason(GuardSettings settings, Link link) {
    if (over(link.quick(), settings.quickReplies())) {
      return "'%s' and '%s' answered each other more than %d times in a row, each time within %d ms"
          .formatted(
              link.answered(), link.from(), settings.quickReplies(), settings.quickWithinMs());
    }
    if (over(link.acknowledging(), settings.acknowledgements())) {
      return "more than %d replies in a row only acknowledged each other, the last one of '%s'"
          .formatted(settings.acknowledgements(), link.from());
    }
    return over(link.depth(), settings.depth())
        ? "a chain of more than %d replies".formatted(settings.depth())
        : null;
  }

  private static boolean over(int count, int most) {
    return most > 0 && count > most;
  }

  /** What was recorded before is no new reply, however the limits are by now. */
  private Future<Optional<Link>> tripped(Caller caller, Message message, String reason) {
    String about = Objects.requireNonNull(message.inReplyTo());
    return Future.all(store.known(message.id()), mayWrite(caller, message.session()))
        .compose(
            both ->
                both.<Optional<?>>resultAt(0).isPresent() || !both.<Boolean>resultAt(1)
                    ? PASSES
                    : holds
                        .hold(message.session(), about, reason)
                        .compose(held -> Future.failedFuture(limited(message, reason))));
  }

  private Future<Optional<Link>> refused(Caller caller, Message message, String reason) {
    return mayWrite(caller, message.session())
        .compose(may -> may ? Future.failedFuture(limited(message, reason)) : PASSES);
  }

  /** Who may not write there neither holds the session nor learns that it is held. */
  private Future<Boolean> mayWrite(Caller caller, String session) {
    return store
        .session(session)
        .map(
            found ->
                found
                    .filter(there -> there.state() == SessionState.ACTIVE)
                    .map(there -> there.open() || there.participants().contains(caller.agent()))
                    .orElse(false));
  }

  private MultichatException limited(Message message, String reason) {
    meters.limited(Meters.Limit.LOOP);
    return new MultichatException(
        ErrorCode.LIMITED,
        "The session '"
            + message.session()
            + "' is held: "
            + reason
            + ". Nobody but an operator can release it.",
        Map.of("retryAfterMs", LOOK_AGAIN_MS));
  }

  /** The same session, with why it is held when it is. */
  Future<Session> told(Session session) {
    return session.state() == SessionState.ACTIVE
        ? holds.of(session.id()).map(standing -> told(session, standing))
        : Future.succeededFuture(session);
  }

  private static Session told(Session session, Holds.Standing standing) {
    return standing.held() == null
        ? session
        : session.heldBecause(String.valueOf(standing.held().reason()));
  }

  /** The same for the sessions of a page. */
  Future<Page<Session>> told(Page<Session> page) {
    List<Future<Session>> all = page.items().stream().map(this::told).toList();
    return Future.all(all)
        .map(done -> new Page<>(all.stream().map(Future::result).toList(), page.next()));
  }

  /** Lets a held session go on. */
  Future<Session> release(Caller caller, String given) {
    Rights.operator(caller);
    return rights
        .existing(Names.session(given))
        .compose(session -> holds.release(session.id(), caller.agent()).map(session));
  }
}
