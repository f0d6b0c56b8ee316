package dev.multichat.store;

import dev.multichat.core.Access;
import java.time.Instant;

/**
 * What lets somebody in. The token itself is never stored.
 *
 * @param hash SHA-256 of the token, lower-case hex
 */
public record Credential(String hash, String agent, Access access, Instant createdAt) {}
