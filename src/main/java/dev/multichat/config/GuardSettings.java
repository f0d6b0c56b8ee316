package dev.multichat.config;

/**
 * What keeps agents that run wild from drowning or wearing out the others. 0 sets a limit off.
 *
 * @param agentPerSecond messages of one agent, lastingly
 * @param agentBurst messages of one agent at once, when it was quiet before
 * @param sessionPerSecond messages into one session, lastingly
 * @param sessionBurst messages into one session at once
 * @param quickReplies in a row between the same two agents, each soon after what it answers
 * @param quickWithinMs what soon means
 * @param acknowledgements of acknowledgements in a row
 * @param depth of a chain of replies
 */
public record GuardSettings(
    int agentPerSecond,
    int agentBurst,
    int sessionPerSecond,
    int sessionBurst,
    int quickReplies,
    int quickWithinMs,
    int acknowledgements,
    int depth) {
  private static final int FASTEST = 1_000_000;

  public GuardSettings {
    Range.check("guards.agentPerSecond", agentPerSecond, 0, FASTEST);
    Range.check("guards.agentBurst", agentBurst, 1, FASTEST);
    Range.check("guards.sessionPerSecond", sessionPerSecond, 0, FASTEST);
    Range.check("guards.sessionBurst", sessionBurst, 1, FASTEST);
    Range.check("guards.quickReplies", quickReplies, 0, 10000);
    Range.check("guards.quickWithinMs", quickWithinMs, 1, 3600000);
    Range.check("guards.acknowledgements", acknowledgements, 0, 10000);
    Range.check("guards.depth", depth, 0, 10000);
  }

  /** What counts when nothing is set: more than fifty busy agents ever need. */
  public static GuardSettings defaults() {
    return new GuardSettings(1000, 5000, 2000, 10000, 64, 10000, 16, 500);
  }

  /** No limit at all. */
  public static GuardSettings off() {
    return new GuardSettings(0, 1, 0, 1, 0, 1, 0, 0);
  }

  /** These without the limits of speed, and with these of replies. */
  public GuardSettings replies(int quick, int acknowledging, int deepest) {
    return new GuardSettings(
        agentPerSecond,
        agentBurst,
        sessionPerSecond,
        sessionBurst,
        quick,
        quickWithinMs,
        acknowledging,
        deepest);
  }
}
