package dev.multichat.core;

import java.util.List;

/**
 * What {@code ask} came back with.
 *
 * @param receipt of the question
 * @param state of its exchange when the waiting ended
 * @param replies to the question itself, in order, as far as {@link #MOST_CHARACTERS} hold them;
 *     the others are in the inbox
 * @param missing who is still awaited
 */
public record Answer(
    Receipt receipt, ExchangeState state, List<Message> replies, List<String> missing) {
  /** How long its replies are together, unless the first alone is longer. */
  public static final int MOST_CHARACTERS = 4 * 1024 * 1024;
}
