package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Door;
import dev.multichat.wire.McpTerms;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are open: a bounded number of each agent's, which end when they are unused for
 * long or their token is taken away. Safe for any thread.
 */
final class ClientSessions {
  /** Of one agent; the one unused for longest makes room. */
  static final int MOST = 200;

  private static final long UNUSED_NANOS = Duration.ofHours(24).toNanos();
  private static final int ID_BYTES = 16;
  private static final int NOT_FOUND = 404;

  private final Door door;
  private final LongSupplier clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, ClientSession> open = new ConcurrentHashMap<>();

  /** The same; the sets are touched only while their entry is being computed. */
  private final Map<String, Set<ClientSession>> byAgent = new ConcurrentHashMap<>();

  /**
   * @param clock nanoseconds since any moment
   */
  ClientSessions(Door door, LongSupplier clock) {
    this.door = door;
    this.clock = clock;
  }

  /** A new one; LIMITED when all of the agent's are in use. */
  ClientSession begin(String agent, Door.Credentials owner, Version version) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    ClientSession session = new ClientSession(id, owner, agent, version, clock.getAsLong());
    AtomicReference<@Nullable ClientSession> oldest = new AtomicReference<>();
    byAgent.compute(
        agent,
        (who, known) -> {
          Set<ClientSession> own = known == null ? new LinkedHashSet<>() : known;
          if (own.size() >= MOST) {
            oldest.set(unused(agent, own));
          }
          open.put(id, session);
          own.add(session);
          own.remove(oldest.get());
          return own;
        });
    ClientSession gone = oldest.get();
    if (gone != null) {
      end(gone);
    }
    return session;
  }

  private static ClientSession unused(String agent, Set<ClientSession> own) {
    return own.stream()
        .filter(session -> !session.isBusy())
        .min(Comparator.comparingLong(ClientSession::usedAt))
        .orElseThrow(
            () ->
                new MultichatException(
                    ErrorCode.LIMITED,
                    "'" + agent + "' has " + MOST + " sessions in use; end some of them."));
  }

  /** The one that a request names; a fault of the protocol without one, or with another's. */
  ClientSession of(HttpExchange http) {
    String id = http.header(McpTerms.SESSION_ID);
    if (id == null) {
      throw RpcError.bad(
          RpcError.INVALID_REQUEST,
          "The header " + McpTerms.SESSION_ID + " is missing; begin with the method 'initialize'.");
    }
    ClientSession session = known(id, http.credentials());
    if (session == null) {
      throw RpcError.of(
          RpcError.INVALID_REQUEST,
          NOT_FOUND,
          "There is no such session, or it ended; begin anew with the method 'initialize'.");
    }
    session.used(clock.getAsLong());
    return session;
  }

  private @Nullable ClientSession known(String id, Door.Credentials credentials) {
    ClientSession session = open.get(id);
    return session == null || !session.owner().equals(credentials) ? null : session;
  }

  void end(ClientSession session) {
    if (open.remove(session.id(), session)) {
      byAgent.computeIfPresent(session.agent(), (who, own) -> without(session, own));
      session.end();
    }
  }

  private static @Nullable Set<ClientSession> without(
      ClientSession session, Set<ClientSession> own) {
    own.remove(session);
    return own.isEmpty() ? null : own;
  }

  /** Ends those that were unused for long, and those whose token was taken away. */
  void look() {
    long now = clock.getAsLong();
    for (ClientSession session : open.values()) {
      boolean unused = !session.isBusy() && now - session.usedAt() > UNUSED_NANOS;
      if (unused || !isAdmitted(session)) {
        end(session);
      }
    }
  }

  /** Ends all of them. */
  void close() {
    open.values().forEach(this::end);
  }

  private boolean isAdmitted(ClientSession session) {
    try {
      door.caller(session.owner());
      return true;
    } catch (MultichatException refusal) {
      return false;
    }
  }

  /** How many there are. */
  int size() {
    return open.size();
  }
}
