package dev.multichat.store;

import dev.multichat.core.Receipt;
import java.util.List;

/**
 * What is kept of a message beside its entry.
 *
 * @param recipients how far it came with each, in the order of the message's {@code to}
 */
public record Kept(Known known, List<Receipt.Recipient> recipients) {}
