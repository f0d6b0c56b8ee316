/** The metrics on a port of their own. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.metrics;
