package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;

/** The public addresses, as far as a client may name them. */
final class Address {
  private static final String PUBLIC = "multichat.";
  private static final String AGENT = "multichat.agent.";
  private static final String SESSION = "multichat.session.";

  private Address() {}

  /** Where the hub pushes the caller's messages. */
  static String inbox(Caller caller) {
    return AGENT + caller.agent();
  }

  static boolean isSession(String address) {
    return address.startsWith(SESSION);
  }

  /** The session whose entries are shown at this address. */
  static String session(String address) {
    return address.substring(SESSION.length());
  }

  /** The operation that is asked for at this address; what is none names none. */
  static String operation(String address) {
    return address.startsWith(PUBLIC) ? address.substring(PUBLIC.length()) : "";
  }
}
