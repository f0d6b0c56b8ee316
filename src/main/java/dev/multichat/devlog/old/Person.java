package dev.multichat.devlog.old;

/**
 * Somebody whom a devlog names.
 *
 * @param id keeps the rule of agents' ids
 * @param name as the devlog displays it; the id when it cannot be a name
 * @param role empty when none was told
 */
public record Person(String id, String name, String role) {}
