package dev.multichat.core;

/** An agent's name and role as they were when something was recorded. */
public record Card(String id, String name, String role) {}
