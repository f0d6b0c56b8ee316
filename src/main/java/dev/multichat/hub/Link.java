package dev.multichat.hub;

import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in its chain of replies.
 *
 * @param answered who sent what it answers; absent where the counting began
 * @param at when the hub accepted it
 * @param depth how many replies lead to it, itself included
 * @param quick how many of the last ones the same two agents sent each other without a pause
 * @param acknowledging how many of the last ones only acknowledged
 */
record Link(
    String session,
    String from,
    @Nullable String answered,
    Instant at,
    int depth,
    int quick,
    int acknowledging) {
  /** How long an acknowledgement is at most, subject and body together. */
  static final int SHORT = 160;

  /** Where counting begins. */
  static Link first(Message message) {
    return new Link(message.session(), message.from(), null, message.createdAt(), 0, 0, 0);
  }

  /** This one as if counting began here. */
  Link anew() {
    return new Link(session, from, null, at, 0, 0, 0);
  }

  /** The reply to it. Who replies to itself counts for nothing: it takes two to go in a circle. */
  Link next(Message reply, Duration soon) {
    boolean own = reply.from().equals(from);
    boolean pause = reply.createdAt().isAfter(at.plus(soon));
    int quickly = pause || own ? 0 : 1;
    if (quickly == 1 && reply.from().equals(answered)) {
      quickly += quick;
    }
    return new Link(
        session,
        reply.from(),
        from,
        reply.createdAt(),
        own ? depth : depth + 1,
        quickly,
        own ? acknowledging : acknowledges(reply) ? acknowledging + 1 : 0);
  }

  /** Whether it says no more than that something was heard: short, and nothing follows from it. */
  private static boolean acknowledges(Message reply) {
    boolean kind = reply.kind() == Kind.INFORM || reply.kind() == Kind.ACCEPT;
    return kind
        && !reply.awaitsReply()
        && reply.nextSteps().isEmpty()
        && reply.keyPoints().isEmpty()
        && reply.subject().length() + reply.body().length() <= SHORT;
  }
}
