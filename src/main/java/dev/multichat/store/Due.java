package dev.multichat.store;

import dev.multichat.core.EntryType;
import java.time.Instant;

/**
 * A moment at which the store's content changes by itself.
 *
 * @param type OVERDUE (replyBy) or EXPIRED (expiresAt)
 */
public record Due(Instant at, EntryType type, String message, long position) {}
