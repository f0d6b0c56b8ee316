package dev.multichat.gateway.mcp;

/** The versions of the protocol that are spoken, and what differs between them. */
final class Versions {
  static final String STATELESS = "2026-07-28";
  static final String SESSIONS = "2025-11-25";

  private Versions() {}

  /** The code of the fault that a resource is not there. */
  static int noResource(String version) {
    return version.equals(STATELESS) ? -32602 : -32002;
  }
}
