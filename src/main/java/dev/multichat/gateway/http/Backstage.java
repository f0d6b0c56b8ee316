package dev.multichat.gateway.http;

import dev.multichat.core.Authentication;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.core.Identities;
import dev.multichat.metrics.Meters;

/** What the gateway calls. */
public record Backstage(
    Coordinator hub,
    Handover handover,
    Identities identities,
    Authentication authentication,
    Vitals vitals,
    Meters meters) {}
