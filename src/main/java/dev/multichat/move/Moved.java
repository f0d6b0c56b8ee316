package dev.multichat.move;

/**
 * What a move did.
 *
 * @param messages that were written now
 * @param keptSessions that the target had already, as they are
 * @param keptAgents that the target had already, with a card of its own
 * @param before it had come to its end before, so that nothing was done
 */
public record Moved(long messages, long keptSessions, long keptAgents, boolean before) {
  static final Moved BEFORE = new Moved(0, 0, 0, true);
}
