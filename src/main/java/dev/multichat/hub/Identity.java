package dev.multichat.hub;

import dev.multichat.bus.Neighbours;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Authentication;
import dev.multichat.core.Caller;
import dev.multichat.core.Holder;
import dev.multichat.core.Identities;
import dev.multichat.core.Issued;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.store.Credential;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has a token, as a copy in memory of what the store keeps. In a cluster it is read anew when
 * another node hints at a change, and every few seconds in case that no hint comes through.
 */
final class Identity implements Identities, Authentication {
  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
  private static final long LOOK_MS = 5000;

  private final SessionStore store;
  private final Directory directory;
  private final Stamp stamp;
  private final Neighbours neighbours;
  private final Vertx vertx;
  private final Keyring keys;
  private boolean awaited;
  private Future<?> turn = Future.succeededFuture();

  Identity(Vertx vertx, Room room, Directory directory) {
    this.vertx = vertx;
    this.neighbours = room.bus().neighbours();
    this.store = room.store();
    this.keys = new Keyring(store);
    this.stamp = room.stamp();
    this.directory = directory;
    directory.except(this::isReader);
  }

  private boolean isReader(String id) {
    Credential credential = keys.ofId(id);
    return credential != null && credential.access() == Access.READER;
  }

  Future<Void> start() {
    if (neighbours.mayBe()) {
      neighbours.onTokensChanged(this::readAgain);
      vertx.setPeriodic(LOOK_MS, tick -> readAgain());
    }
    return inTurn(this::read);
  }

  private void readAgain() {
    if (mayAwait()) {
      inTurn(this::read)
          .onFailure(why -> LOG.debug("Tokens could not be read: {}", why.getMessage()));
    }
  }

  /** One reading that has not begun is enough, however many hint at a change. */
  private synchronized boolean mayAwait() {
    boolean first = !awaited;
    awaited = true;
    return first;
  }

  private synchronized void begun() {
    awaited = false;
  }

  private Future<Void> read() {
    begun();
    return keys.read();
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    if (!Token.isOne(token)) {
      return Optional.empty();
    }
    String hash = Token.hash(token);
    return Optional.ofNullable(keys.ofHash(hash))
        .filter(found -> same(found.hash(), hash))
        .map(found -> new Caller(found.agent(), found.access()));
  }

  private static boolean same(String kept, String given) {
    return MessageDigest.isEqual(
        kept.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Future<Issued> enrol(Caller caller, Agent card, Access access) {
    return asOperator(
        caller,
        () -> {
          String id = Names.agent(card.id());
          if (keys.ofId(id) != null) {
            throw MultichatException.conflict(
                "'" + id + "' has a token; rotate it if it was lost, which ends the old one.");
          }
          return access == Access.READER
              ? unregistered(id).compose(free -> issue(id, access))
              : directory
                  .register(caller, directory.completed(card))
                  .compose(agent -> issue(id, access));
        });
  }

  private Future<Void> unregistered(String id) {
    return directory.knows(id)
        ? Future.failedFuture(
            MultichatException.conflict(
                "'" + id + "' is an agent; choose another id for a reader, which gets no mail."))
        : Future.succeededFuture();
  }

  @Override
  public Future<Issued> rotate(Caller caller, String given) {
    return asOperator(
        caller,
        () -> {
          String id = Names.agent(given);
          Credential before = keys.ofId(id);
          if (before != null) {
            return issue(id, before.access());
          }
          directory.find(id);
          throw MultichatException.notFound("'" + id + "' has no token yet; add it to get one.");
        });
  }

  @Override
  public Future<List<Holder>> holders(Caller caller) {
    return asOperator(
        caller,
        () ->
            Future.succeededFuture(
                keys.all().stream()
                    .map(c -> new Holder(c.agent(), c.access(), c.createdAt()))
                    .sorted(Comparator.comparing(Holder::id))
                    .toList()));
  }

  /** Revokes an agent and takes its token away, for good; a reader has nothing but its token. */
  Future<Agent> revoke(Caller caller, String given) {
    return asOperator(
        caller,
        () -> {
          String id = Names.party(given);
          if (keys.ofId(id) != null && !directory.knows(id)) {
            return expel(id).map(Agent.of(id, id, "", "").since(null, stamp.now()));
          }
          directory.find(id);
          return expel(id).compose(gone -> directory.revoke(caller, id));
        });
  }

  private Future<Void> expel(String id) {
    return store
        .saveCredentials(id, List.of())
        .onSuccess(
            saved -> {
              keys.forget(id);
              neighbours.tokensChanged();
            });
  }

  private <T> Future<T> asOperator(Caller caller, Supplier<Future<T>> action) {
    return Gate.guarded(
        () -> {
          Rights.operator(caller);
          return inTurn(() -> fresh().compose(known -> action.get()));
        });
  }

  /** What an operator changes or asks for goes by what the store keeps, whoever changed it. */
  private Future<Void> fresh() {
    return neighbours.mayBe() ? keys.read() : Future.succeededFuture();
  }

  /** One after the other, so that two changes of one id cannot cross. */
  private synchronized <T> Future<T> inTurn(Supplier<Future<T>> action) {
    Future<T> next = turn.transform(before -> Gate.guarded(action));
    turn = next;
    return next;
  }

  private Future<Issued> issue(String id, Access access) {
    String token = Token.fresh();
    return admit(id, access, token).map(new Issued(id, access, token));
  }

  /** From now on this token, and no other, stands for this id. Completed means durable. */
  Future<Void> admit(String id, Access access, String token) {
    Credential next = new Credential(Token.hash(token), id, access, stamp.now());
    Credential before = keys.ofId(id);
    if (before != null && before.hash().equals(next.hash()) && before.access() == access) {
      return Future.succeededFuture();
    }
    return store
        .saveCredentials(id, List.of(next))
        .onSuccess(
            saved -> {
              keys.forget(id);
              keys.keep(next);
              neighbours.tokensChanged();
            });
  }
}
