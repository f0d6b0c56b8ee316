package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.Session;
import dev.multichat.core.Texts;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Opening, joining, leaving and closing of sessions. */
final class Gatherings {
  private final Room room;
  private final Rights rights;
  private final Recipients recipients;

  Gatherings(Room room, Rights rights, Recipients recipients) {
    this.room = room;
    this.rights = rights;
    this.recipients = recipients;
  }

  /** Nobody gives an id of the form that keys become, so nobody takes another's. */
  Future<Session> open(Caller caller, Opening asked) {
    if (asked.id() != null && Stamp.isKeyed(asked.id())) {
      throw MultichatException.invalid(
          "The session id '"
              + asked.id()
              + "' has the form that is derived from an agent's key; choose another.");
    }
    return opened(caller, asked, asked.id() == null ? room.stamp().id() : asked.id());
  }

  /** The same key of the same agent is the same session. */
  Future<Session> open(Caller caller, String key, Opening asked) {
    if (asked.id() != null) {
      throw MultichatException.invalid("Give 'id' or 'key', not both.");
    }
    Names.key(key);
    return opened(caller, asked, Stamp.keyed(caller.agent(), key))
        .recover(why -> Future.failedFuture(ofKey(key, why)));
  }

  /** Who gave a key knows nothing of the id that was made of it. */
  private static Throwable ofKey(String key, Throwable why) {
    return MultichatException.codeOf(why) == ErrorCode.CONFLICT
        ? MultichatException.conflict(
            "The key '"
                + Texts.shown(key)
                + "' has opened another session already; take another key.")
        : why;
  }

  private Future<Session> opened(Caller caller, Opening asked, String id) {
    if (asked.topic().isBlank()) {
      throw MultichatException.invalid("'topic' is missing; say what the session is about.");
    }
    List<String> others =
        asked.participants().stream().filter(one -> !one.equals(caller.agent())).toList();
    recipients.checkParticipants(others);
    Opening opening = new Opening(id, asked.topic(), others, Boolean.TRUE.equals(asked.open()));
    return event(Entry.opened(opening, id, caller.agent()), caller)
        .compose(done -> rights.existing(id))
        .recover(failure -> again(caller, opening, id, failure));
  }

  /** Opening again in the same words gives back the session instead of a conflict. */
  private Future<Session> again(Caller caller, Opening opening, String id, Throwable failure) {
    boolean taken =
        failure instanceof MultichatException refusal && refusal.code() == ErrorCode.CONFLICT;
    if (!taken) {
      return Future.failedFuture(failure);
    }
    Set<String> members = new TreeSet<>(opening.participants());
    members.add(caller.agent());
    return rights
        .existing(id)
        .compose(
            session -> {
              boolean same =
                  session.initiator().equals(caller.agent())
                      && session.topic().equals(opening.topic())
                      && session.open() == Boolean.TRUE.equals(opening.open())
                      && session.participants().containsAll(members);
              return same ? Future.succeededFuture(session) : Future.failedFuture(failure);
            });
  }

  Future<Session> join(Caller caller, String session) {
    return change(EntryType.JOINED, caller, session);
  }

  Future<Session> leave(Caller caller, String session) {
    return rights.readable(caller, session).compose(may -> change(EntryType.LEFT, caller, session));
  }

  Future<Session> close(Caller caller, String id) {
    return rights
        .existing(Names.session(id))
        .compose(
            session ->
                caller.isOperator() || session.initiator().equals(caller.agent())
                    ? change(EntryType.CLOSED, caller, session.id())
                    : rights.readable(caller, id).compose(Gatherings::notItsInitiator));
  }

  private static Future<Session> notItsInitiator(Session session) {
    return Future.failedFuture(
        MultichatException.forbidden(
            "Only its initiator '"
                + session.initiator()
                + "' or an operator can close the session '"
                + session.id()
                + "'."));
  }

  private Future<Session> change(EntryType type, Caller caller, String given) {
    String id = Names.session(given);
    Entry event = Entry.event(type, id, caller.agent(), caller.agent(), null);
    return event(event, caller).compose(done -> rights.existing(id));
  }

  private Future<?> event(Entry event, Caller caller) {
    return room.bus().record(Write.event(event, caller.isOperator()));
  }
}
