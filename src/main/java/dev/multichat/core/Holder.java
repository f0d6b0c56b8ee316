package dev.multichat.core;

import java.time.Instant;

/** Somebody who has a token, given out at that moment. */
public record Holder(String id, Access access, Instant issuedAt) {}
