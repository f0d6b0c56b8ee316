package dev.multichat.bus;

import java.util.List;

/** The hint that an agent acknowledged messages by itself, so that nobody pushes them again. */
public record Settled(String agent, List<String> messages) {}
