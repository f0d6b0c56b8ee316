/** The domain: records that check themselves, the exchange, and the inbound port. No I/O. */
@org.jspecify.annotations.NullMarked
package dev.multichat.core;
