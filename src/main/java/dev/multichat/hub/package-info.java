/** Checks, stamps and routes; the inbound port's implementation. */
@org.jspecify.annotations.NullMarked
package dev.multichat.hub;
