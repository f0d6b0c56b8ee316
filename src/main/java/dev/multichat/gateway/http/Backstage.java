package dev.multichat.gateway.http;

import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.core.Identities;
import dev.multichat.gateway.Shared;
import dev.multichat.metrics.Meters;

/** What the gateway calls. */
public record Backstage(
    Coordinator hub, Handover handover, Identities identities, Vitals vitals, Shared shared) {
  Meters meters() {
    return shared.meters();
  }
}
