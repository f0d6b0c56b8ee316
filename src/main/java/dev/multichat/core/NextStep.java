package dev.multichat.core;

/**
 * Something that somebody is to do. It stands on its owner's agenda until a later message of the
 * session repeats it with {@code done}.
 *
 * @param owner the id of the agent who is to do it
 * @param action what is to be done, one line of at most 1,000 characters
 */
public record NextStep(String owner, String action, boolean done) {
  public NextStep {
    owner = Names.party(Require.given("nextSteps.owner", owner));
    Texts.checkLine("nextSteps.action", Require.given("nextSteps.action", action), 1000);
  }
}
