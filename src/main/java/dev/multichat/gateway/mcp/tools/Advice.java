package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a model is told of a refusal: what was wrong, and what to do instead. */
final class Advice {
  private static final List<String> OF_HTTP = List.of("type", "title", "status");

  private Advice() {}

  static Told of(MultichatException refusal) {
    JsonObject problem = Problem.of(refusal);
    OF_HTTP.forEach(problem::remove);
    String detail =
        refusal.details().containsKey(Schema.ARGUMENT)
            ? problem.getString("detail")
            : Arguments.renamed(problem.getString("detail"));
    problem.put("detail", detail);
    return new Told(problem, "Refused (" + refusal.code() + "): " + detail + " " + next(refusal));
  }

  private static String next(MultichatException refusal) {
    if (refusal.isOutcomeUnknown()) {
      return "Call the tool again with the same arguments and key.";
    }
    return switch (refusal.code()) {
      case INVALID -> "Correct the arguments and call the tool again.";
      case NOT_FOUND -> "Look it up with list_agents, list_sessions or check_inbox; do not guess.";
      case FORBIDDEN -> "Do not try again: ask a participant, or an operator, to let you in.";
      case CONFLICT ->
          "Look with list_sessions or read_session how things are; use a new key for"
              + " something new.";
      case TOO_LARGE -> "Say it in fewer words, or in several messages.";
      case LIMITED -> "Wait for " + millis(refusal) + " ms, then call the tool again, once.";
      case UNAUTHENTICATED -> "Tell your user that the token is not valid any more.";
      case UNAVAILABLE, TIMEOUT ->
          "Wait a moment, then call again with the same arguments and key.";
      case STORAGE_FULL, INTERNAL -> "Tell your user; trying again does not help now.";
    };
  }

  private static String millis(MultichatException refusal) {
    return String.valueOf(Problem.of(refusal).getValue(Problem.RETRY_MS));
  }
}
