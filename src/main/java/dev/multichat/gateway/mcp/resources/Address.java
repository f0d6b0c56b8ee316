package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;

/**
 * Where a resource is found.
 *
 * @param id of the session, or of a message in the devlog; empty for the inbox
 * @param uri as the reader gave it
 */
public record Address(Kind kind, String id, String uri) {
  /** What is found there. */
  public enum Kind {
    SESSION("multichat://sessions/"),
    DEVLOG("multichat://devlogs/"),
    INBOX("multichat://inbox");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** The template (RFC 6570) of all of this kind that have an id. */
    String template() {
      return prefix + "{id}";
    }
  }

  /** The caller's own inbox. */
  static final Address INBOX = new Address(Kind.INBOX, "", Kind.INBOX.prefix);

  /** The resource of this address; NOT_FOUND for what is no address of ours. */
  public static Address of(String uri) {
    if (uri.equals(INBOX.uri())) {
      return INBOX;
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.INBOX && uri.startsWith(kind.prefix)) {
        return new Address(kind, uri.substring(kind.prefix.length()), uri);
      }
    }
    throw MultichatException.notFound(
        "'" + Texts.shown(uri) + "' is no address of a resource here.");
  }

  /** The address of a session or devlog. */
  static Address of(Kind kind, String id) {
    return new Address(kind, id, kind.prefix + id);
  }
}
