package dev.multichat.bus;

/** All addresses on one screen. */
public final class Addresses {
  /** Public operations: this and the operation's name. */
  static final String PUBLIC = "multichat.";

  /** Where a handler takes the messages for one agent. */
  static final String AGENT = "multichat.agent.";

  /** Where everything recorded in one session is published. */
  static final String SESSION = "multichat.session.";

  /** The header that names the node which hints. */
  static final String NODE = "node";

  /** The header that names the caller. */
  static final String CALLER = "agent";

  static final String RECORD = "multichat.internal.record";
  static final String RECORDED = "multichat.internal.recorded";
  static final String NEWEST = "multichat.internal.newest";
  static final String FREED = "multichat.internal.freed";
  static final String STATE = "multichat.internal.state";
  static final String TOKENS = "multichat.internal.tokens";
  static final String COMMITTED = "multichat.internal.committed";
  static final String ANNOUNCED = "multichat.internal.announced";
  static final String SETTLED = "multichat.internal.settled";

  private Addresses() {}

  static String operation(String name) {
    return PUBLIC + name;
  }

  static String agent(String id) {
    return AGENT + id;
  }

  static String session(String id) {
    return SESSION + id;
  }
}
