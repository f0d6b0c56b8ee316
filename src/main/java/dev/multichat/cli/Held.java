package dev.multichat.cli;

/** What commands tell of a session that is held. */
final class Held {
  /** How it stands, in the place of active. */
  static final String STATE = "held";

  private Held() {}

  /** What lets it go on. */
  static String command(String session) {
    return "multichat release " + Visible.line(session);
  }

  static String told(String session, String reason) {
    return "The session '"
        + Visible.line(session)
        + "' is held: "
        + Visible.line(reason)
        + ". An operator lets it go on: "
        + command(session);
  }
}
