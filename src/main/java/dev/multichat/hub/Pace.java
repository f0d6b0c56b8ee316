package dev.multichat.hub;

import dev.multichat.config.GuardSettings;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.metrics.Meters;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * How fast one agent may send, and how fast one session may be filled. Operators may always. What
 * other nodes let pass is counted when it is heard of, so that for so long an agent that sends at
 * several nodes has what each of them would give it.
 */
final class Pace {
  private static final Set<ErrorCode> NEVER_STORED =
      Set.of(ErrorCode.INVALID, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.CONFLICT);

  private final GuardSettings settings;
  private final Meters meters;
  private final Buckets agents;
  private final Buckets sessions;

  Pace(GuardSettings settings, Clock clock, Meters meters) {
    this.meters = meters;
    this.settings = settings;
    this.agents = new Buckets(clock, settings.agentPerSecond(), settings.agentBurst());
    this.sessions = new Buckets(clock, settings.sessionPerSecond(), settings.sessionBurst());
  }

  /** LIMITED when the caller sends too much. */
  void sender(Caller caller) {
    long wait = caller.isOperator() ? 0 : agents.take(caller.agent());
    if (wait > 0) {
      meters.limited(Meters.Limit.AGENT);
      throw limited("'" + caller.agent() + "' sends", settings.agentPerSecond(), wait);
    }
  }

  /** LIMITED when too much is sent into the session. */
  void into(Caller caller, String session) {
    long wait = caller.isOperator() ? 0 : sessions.take(session);
    if (wait > 0) {
      meters.limited(Meters.Limit.SESSION);
      throw limited(
          "Into the session '" + session + "' are sent", settings.sessionPerSecond(), wait);
    }
  }

  /** Another node let this pass. */
  void elsewhere(Message message) {
    if (!message.from().equals(Names.OPERATOR) && !message.from().equals(Names.HUB)) {
      agents.spend(message.from());
      if (message.seq() > 1) {
        sessions.spend(message.session());
      }
    }
  }

  /** Who may not write into a session does not use up what others may. */
  void refused(Caller caller, String session, Throwable failure) {
    boolean notForIt =
        failure instanceof MultichatException refusal && NEVER_STORED.contains(refusal.code());
    if (notForIt && !caller.isOperator()) {
      sessions.giveBack(session);
    }
  }

  private static MultichatException limited(String who, int most, long wait) {
    return new MultichatException(
        ErrorCode.LIMITED,
        who + " more than " + most + " messages a second; try again in " + wait + " ms.",
        Map.of("retryAfterMs", String.valueOf(wait)));
  }
}
