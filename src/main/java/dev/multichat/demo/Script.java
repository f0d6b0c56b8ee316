package dev.multichat.demo;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.util.List;

/** What the agents have to say, in their own words; who says what to whom follows from roles. */
final class Script {
  private Script() {}

  static Draft statusUpdate() {
    return Draft.of(
            Kind.INFORM,
            List.of(),
            "Ready to build session persistence",
            """
            The store port is settled and I can begin on all three back ends.

            | back end | for whom | state |
            |---|---|---|
            | JSON | people who want to read the log with `less` | designed |
            | SQLite | everybody, by default | prototype holds 10,000 messages |
            | Redis | several hubs on one store | designed |

            I need an owner for the line budgets and a word on the order of work.
            """)
        .with(
            List.of(
                "One port, three back ends, one contract suite for all of them",
                "SQLite comes first because it needs nothing installed"),
            List.of(),
            List.of("Ready for: coordination by the architect"));
  }

  static Draft proposal(Message status) {
    return reply(
            Kind.PROPOSE,
            status,
            List.of(Cast.PERSISTENCE, Cast.TESTER, Cast.DEPLOYER),
            "Coordination of the persistence work",
            """
            I propose to split the work by module and to let the build hold the budgets:

            1. **JSON store**: at most 200 lines
            2. **SQLite store**: at most 250 lines
            3. **Redis store**: at most 200 lines
            4. **Configuration**: at most 150 lines

            Records for the data, direct calls, errors that say what to do. Nobody ships before the
            gates are green. Please accept, or refuse with a better idea.
            """)
        .with(
            List.of(
                "Budgets are checked by the build and not by good will",
                "Every store passes the same contract suite"),
            List.of(
                new NextStep(
                    Cast.PERSISTENCE, "Build the three stores within their budgets", false),
                new NextStep(Cast.ARCHITECT, "Validate the module boundaries", false),
                new NextStep(
                    Cast.TESTER, "Test persistence across kill, restart and a full disk", false),
                new NextStep(Cast.DEPLOYER, "Roll out as soon as the tests have passed", false)),
            List.of("Proposal sent to three agents"));
  }

  static Draft acceptance(Message proposal) {
    return reply(
            Kind.ACCEPT,
            proposal,
            List.of(proposal.from()),
            "Accepted: the stores within their budgets",
            "I accept. SQLite is first, then JSON, then Redis; each with the contract suite green.")
        .with(List.of(), List.of(), List.of("In progress: the SQLite store"));
  }

  static Draft testersAcceptance(Message proposal) {
    return reply(
            Kind.ACCEPT,
            proposal,
            List.of(proposal.from()),
            "Accepted: integration tests",
            "I accept, and I will kill the process twenty times in the middle of sends before I"
                + " call anything durable.")
        .with(
            List.of("A receipt counts only when the message is there after SIGKILL"),
            List.of(),
            List.of("Test bed ready"));
  }

  static Draft refusal(Message proposal) {
    return reply(
            Kind.REFUSE,
            proposal,
            List.of(proposal.from()),
            "Refused: no roll-out on the heels of the tests",
            "I refuse the last step. The previous release passed its tests too, and a corrupt queue"
                + " file was read as an empty one the same night.")
        .with(
            List.of("Passing tests once is no evidence for a night of load"),
            List.of(),
            List.of("Blocked: roll-out without a soak"));
  }

  static Draft counterProposal(Message proposal) {
    return reply(
            Kind.PROPOSE,
            proposal,
            List.of(proposal.from()),
            "Counter-proposal: a day of soak before the roll-out",
            "Let it run for 24 hours under load on one host, with its figures in the open. If"
                + " nothing is lost and nothing doubled, I roll out the same hour.")
        .with(
            List.of("Soak first, then roll out"),
            List.of(new NextStep(Cast.DEPLOYER, "Soak for 24 hours, then roll out", false)),
            List.of());
  }

  static Draft yielding(Message counter) {
    return reply(
            Kind.ACCEPT,
            counter,
            List.of(counter.from()),
            "Accepted: soak before roll-out",
            "Agreed, that is better than mine. The soak replaces the last step of the proposal.")
        .with(
            List.of(),
            List.of(new NextStep(Cast.DEPLOYER, "Roll out as soon as the tests have passed", true)),
            List.of("All three have answered"));
  }

  static Draft request() {
    return Draft.of(
            Kind.REQUEST,
            List.of(Cast.TESTER),
            "Which faults will the test bed cover?",
            "Please list the faults that you inject before the soak begins, so that I can look for"
                + " gaps in the design.")
        .with(List.of(), List.of(), List.of("Waiting for the list of faults"));
  }

  static Draft faults(Message request) {
    return reply(
            Kind.INFORM,
            request,
            List.of(request.from()),
            "Faults of the test bed",
            """
            - SIGKILL in the middle of a commit
            - a full disk, and one that comes back
            - a torn last record
            - two daemons on one data folder
            """)
        .with(
            List.of("Four faults, each with a ledger kept outside the hub"),
            List.of(new NextStep(Cast.TESTER, "Inject all four during the soak", false)),
            List.of());
  }

  static Draft closing() {
    return Draft.of(
            Kind.INFORM,
            List.of(),
            "Coordination complete",
            "Everybody has answered, and every step has an owner on whose agenda it stands.")
        .with(List.of(), List.of(), List.of("Done: coordination of the persistence work"));
  }

  private static Draft reply(
      Kind kind, Message answered, List<String> to, String subject, String body) {
    return Draft.of(kind, to, subject, body).at(null, answered.session(), answered.id());
  }
}
