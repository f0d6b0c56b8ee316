package dev.multichat.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A devlog as it is listed and read.
 *
 * @param exchange the id of the message that opened it; of a file of notices, its first notice
 * @param name folder and file below the devlogs folder, such as {@code
 *     2025-09-24/042749_agent-2_to_agent-3_readiness_1f0a9c3e.md}; a day's folder that is full goes
 *     on in {@code <day>.2}, which the name does not tell
 * @param held why it is held; absent when it is not
 * @param markdown the whole file; absent in lists
 */
public record Devlog(
    String exchange,
    String session,
    String name,
    String from,
    String subject,
    ExchangeState state,
    Instant openedAt,
    @Nullable String held,
    @Nullable String markdown) {}
