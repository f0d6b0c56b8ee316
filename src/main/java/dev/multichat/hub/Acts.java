package dev.multichat.hub;

/** What records something for a caller. */
record Acts(Sending sending, Gatherings gatherings, Asks asks) {}
