package dev.multichat.core;

/**
 * Who calls, as a gateway authenticated it. The hub stamps it on everything that it does for the
 * caller.
 */
public record Caller(String agent, Access access) {
  public Caller {
    agent = Names.party(agent);
  }

  /** An agent that calls for itself. */
  public static Caller agent(String id) {
    return new Caller(Names.agent(id), Access.AGENT);
  }

  /** The command line. */
  public static Caller operator() {
    return new Caller(Names.OPERATOR, Access.OPERATOR);
  }

  public boolean isOperator() {
    return access == Access.OPERATOR;
  }

  /** Whether it may read what it takes no part in. */
  public boolean readsEverything() {
    return access != Access.AGENT;
  }
}
