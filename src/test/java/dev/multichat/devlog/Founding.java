package dev.multichat.devlog;

import static dev.multichat.devlog.Talk.done;
import static dev.multichat.devlog.Talk.draft;
import static dev.multichat.devlog.Talk.step;

import dev.multichat.core.Audience;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.util.List;

/** Four agents agree on how persistence is built: one exchange with everything that it may have. */
final class Founding {
  private static final String READY =
      """
      The persistence layer is **ready to be built**: JSON, SQLite and Redis stores behind one port.
      I need a division of work before I begin.

      What is there already:

      - the port and its contract suite
      - a schema for `sqlite`, with migrations
      """;

  private static final String PROPOSAL =
      """
      # Coordination proposal

      1. **Budgets** for each module:
         - JSON store: at most 200 lines
         - SQLite store: at most 250 lines
         - Redis store: at most 200 lines
         - configuration: at most 150 lines
      2. **Order**: SQLite first, since it is the default.
      3. **Gate**: nothing is merged that fails this:

      ```sh
      mvn verify
      ```

      ## Key points

      - Simple data classes, direct calls
      - One contract suite for *every* store

      ## Status

      - ✅ Proposal sent
      """;

  private static final String COUNTER =
      """
      Not on Friday: the deployment window is closed for maintenance.

      > Counter-proposal: deploy on **Monday**, after a rehearsal on Saturday.
      """;

  private Founding() {}

  static Talk talk() {
    Talk talk = new Talk().to(Audience.SESSION);
    Message status =
        talk.opens(
            "agent-3",
            draft(
                Kind.REQUEST,
                "Persistence: ready to begin",
                READY,
                "agent-2",
                "agent-4",
                "agent-8"));
    talk.to(Audience.LIST);
    Message proposal = proposes(talk, status);
    answers(talk, status, proposal);
    Message counter =
        talk.replies("agent-8", proposal, draft(Kind.PROPOSE, "", COUNTER, "agent-2"));
    agrees(talk, counter);
    return talk;
  }

  private static Message proposes(Talk talk, Message status) {
    return talk.replies(
        "agent-2",
        status,
        draft(Kind.PROPOSE, "Budgets and roles", PROPOSAL, "agent-3", "agent-4", "agent-8")
            .with(
                List.of(),
                List.of(
                    step("agent-3", "Build the SQLite store"),
                    step("agent-4", "Test all stores against the contract"),
                    step("agent-8", "Deploy on Friday")),
                List.of()));
  }

  private static void agrees(Talk talk, Message counter) {
    talk.replies(
        "agent-2",
        counter,
        draft(Kind.ACCEPT, "", "Agreed, Monday it is.", "agent-8")
            .with(
                List.of("Deployment moves to Monday"),
                List.of(
                    done("agent-8", "Deploy on Friday"),
                    step("agent-8", "Rehearse on Saturday, deploy on Monday")),
                List.of("🎯 Everybody knows what to do")));
  }

  private static void answers(Talk talk, Message status, Message proposal) {
    talk.replies(
        "agent-3",
        proposal,
        draft(Kind.ACCEPT, "", "Accepted. I begin with SQLite today.", "agent-2"));
    talk.replies(
        "agent-4",
        proposal,
        draft(Kind.ACCEPT, "", "Accepted; the suite runs against every store nightly.", "agent-2"));
    talk.replies(
        "agent-4", status, draft(Kind.INFORM, "", "Testing capacity is there.", "agent-3"));
    talk.replies("agent-8", status, draft(Kind.INFORM, "", "Operations is informed.", "agent-3"));
  }
}
