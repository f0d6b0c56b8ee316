package dev.multichat.core;

import io.vertx.core.Future;
import java.util.List;

/**
 * The inbound port of identity: who gets a token. Tokens are given out once and kept as hashes
 * only; {@link Coordinator#revoke} takes them away. Safe for any thread; fails only with {@link
 * MultichatException}, and with FORBIDDEN for everybody but operators.
 */
public interface Identities {
  /**
   * Gives out the token of somebody new. An agent and an operator are registered with this card, so
   * that they can send, and keep what the card leaves open; a reader is not, since nothing is ever
   * sent to it. CONFLICT for who has a token, or for a reader's id that is an agent's. Completed
   * means durable.
   */
  Future<Issued> enrol(Caller caller, Agent card, Access access);

  /** Gives out another token; the one before is worth nothing from now on. NOT_FOUND. */
  Future<Issued> rotate(Caller caller, String id);

  /** Everybody who has a token, by id. */
  Future<List<Holder>> holders(Caller caller);
}
