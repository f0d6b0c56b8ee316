package dev.multichat.store;

/**
 * What is kept of a message for ever, even after its session was deleted.
 *
 * @param hash SHA-256 of its canonical content, lower-case hex
 */
public record Known(String id, String from, String hash, long position) {}
