package dev.multichat.core;

import java.util.List;

/**
 * What {@code ask} came back with.
 *
 * @param receipt of the question
 * @param state of its exchange when the waiting ended
 * @param replies to the question itself, in order
 * @param missing who is still awaited
 */
public record Answer(
    Receipt receipt, ExchangeState state, List<Message> replies, List<String> missing) {}
