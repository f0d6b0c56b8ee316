package dev.multichat.hub;

import dev.multichat.bus.Bus;
import dev.multichat.metrics.Meters;
import dev.multichat.store.SessionStore;

/** What every part of the hub works with. */
public record Room(SessionStore store, Bus bus, Stamp stamp, Meters meters) {}
