package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Session;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Who may read what: agents the sessions that they take part in, others everything. */
final class Rights {
  private final SessionStore store;

  Rights(SessionStore store) {
    this.store = store;
  }

  /** The session; NOT_FOUND, or FORBIDDEN for an agent that takes no part unless it is open. */
  Future<Session> readable(Caller caller, String given) {
    String id = Names.session(given);
    return existing(id)
        .map(
            session -> {
              boolean may =
                  caller.readsEverything()
                      || session.open()
                      || session.participants().contains(caller.agent());
              if (!may) {
                throw MultichatException.forbidden(
                    "'" + caller.agent() + "' takes no part in the session '" + id + "'.");
              }
              return session;
            });
  }

  /** The session, whoever asks; NOT_FOUND. */
  Future<Session> existing(String id) {
    return store
        .session(id)
        .map(
            found ->
                found.orElseThrow(
                    () -> MultichatException.notFound("There is no session '" + id + "'.")));
  }

  /** A message in a session that the caller may read; NOT_FOUND tells nothing of others'. */
  Future<Message> message(Caller caller, String given) {
    String id = Names.message(given);
    return store
        .message(id)
        .map(found -> found.map(Entry::message).orElseThrow(() -> noMessage(id)))
        .compose(
            message ->
                readable(caller, message.session())
                    .map(message)
                    .recover(why -> Future.failedFuture(hidden(why, id))));
  }

  private static Throwable hidden(Throwable why, String id) {
    boolean foreign =
        why instanceof MultichatException refusal && refusal.code() == ErrorCode.FORBIDDEN;
    return foreign ? noMessage(id) : why;
  }

  static MultichatException noMessage(String id) {
    return MultichatException.notFound("There is no message '" + id + "' that you may read.");
  }

  /** The agent that is asked about: the caller itself, or another for who reads everything. */
  static String subject(Caller caller, @Nullable String asked) {
    String agent = asked == null ? caller.agent() : Names.party(asked);
    if (!agent.equals(caller.agent()) && !caller.readsEverything()) {
      throw MultichatException.forbidden(
          "'" + caller.agent() + "' cannot look into what belongs to '" + agent + "'.");
    }
    return agent;
  }

  static void operator(Caller caller) {
    if (!caller.isOperator()) {
      throw MultichatException.forbidden("Only an operator can do this.");
    }
  }

  static void reader(Caller caller) {
    if (!caller.readsEverything()) {
      throw MultichatException.forbidden("Only an operator or a reader can see this.");
    }
  }
}
