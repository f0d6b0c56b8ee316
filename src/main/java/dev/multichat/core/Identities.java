package dev.multichat.core;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The inbound port of identity: who comes in over a network, and as whom. Tokens are given out once
 * and kept as hashes only. Safe for any thread; fails only with {@link MultichatException}, and
 * with FORBIDDEN for everybody but operators.
 */
public interface Identities {
  /** Whom a token stands for; empty for one that nobody has, or that was taken away. */
  Optional<Caller> authenticate(String token);

  /**
   * Gives out the token of somebody new. An agent and an operator are registered with this card, so
   * that they can send; a reader is not, since nothing is ever sent to it. CONFLICT for who has a
   * token, or for a reader's id that is an agent's. Completed means durable.
   */
  Future<Issued> enrol(Caller caller, Agent card, Access access);

  /** Gives out another token; the one before is worth nothing from now on. NOT_FOUND. */
  Future<Issued> rotate(Caller caller, String id);

  /** Everybody who has a token, by id. */
  Future<List<Holder>> holders(Caller caller);
}
