package dev.multichat.hub;

import dev.multichat.config.Limits;
import dev.multichat.core.Audience;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.util.List;

/**
 * Resolves whom a sender named. Nothing is ever accepted for an id that nobody has; the
 * participants of a session are resolved by the store, inside the append.
 */
final class Recipients {
  /** Who gets a message; with the audience SESSION the list is empty until it is appended. */
  record Resolved(Audience audience, List<String> ids) {}

  private final Directory directory;
  private final Limits limits;

  Recipients(Directory directory, Limits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  Resolved resolve(Caller caller, List<String> to, boolean inSession) {
    if (to.isEmpty()) {
      if (!inSession) {
        throw MultichatException.invalid(
            "'to' is empty; name recipients, or a 'session' to reach everybody else in it.");
      }
      return new Resolved(Audience.SESSION, List.of());
    }
    return to.get(0).equals(Draft.EVERYONE)
        ? new Resolved(Audience.EVERYONE, everyone(caller))
        : new Resolved(Audience.LIST, listed(caller, to));
  }

  private List<String> everyone(Caller caller) {
    List<String> ids =
        directory.everyone().stream().filter(id -> !id.equals(caller.agent())).toList();
    if (ids.isEmpty()) {
      throw MultichatException.invalid("'to' is [\"*\"], but no other agent is registered.");
    }
    checkCount(ids.size(), limits.everyone());
    return ids;
  }

  private List<String> listed(Caller caller, List<String> to) {
    checkCount(to.size(), limits.recipients());
    for (String id : to) {
      if (id.equals(caller.agent())) {
        throw MultichatException.invalid("'to' holds the sender itself, '" + id + "'.");
      }
      check(id);
    }
    return to;
  }

  /** NOT_FOUND for an id that nobody has, naming the nearest. */
  void check(String id) {
    if (id.equals(Names.HUB)) {
      throw MultichatException.invalid("'hub' sends notices and takes no messages.");
    }
    if (id.equals("all")) {
      throw MultichatException.notFound(
          "There is no agent 'all'; use [\"*\"] for everybody, or [] for the whole session.");
    }
    if (!directory.takesMail(id)) {
      throw directory.unknown(id);
    }
  }

  /** NOT_FOUND for an owner of a next step that nobody is. */
  void checkOwner(String id) {
    if (!directory.takesMail(id)) {
      throw directory.unknown(id);
    }
  }

  /** TOO_LARGE for more participants than one message may have recipients. */
  void checkParticipants(List<String> ids) {
    checkCount(ids.size(), limits.recipients());
    ids.forEach(this::check);
  }

  private static void checkCount(int count, int most) {
    if (count > most) {
      throw new MultichatException(
          ErrorCode.TOO_LARGE,
          "There are " + count + " recipients; at most " + most + " are allowed.");
    }
  }
}
