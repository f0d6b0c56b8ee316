package dev.multichat.store;

/**
 * What is kept of a message for ever, even after its session was deleted.
 *
 * @param hash SHA-256 of its canonical content, lower-case hex
 * @param position where it is, or was before it was deleted; 0 when it was deleted elsewhere
 */
public record Known(String id, String from, String hash, long position) {}
