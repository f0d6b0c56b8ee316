package dev.multichat.core;

/**
 * What became of a message that was sent.
 *
 * @param known the same id (or key) with the same content was recorded before
 */
public record Sent(Receipt receipt, boolean known) {}
