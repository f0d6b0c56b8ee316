/** Measures durable messages per second, beside a raw loop that writes the same rows. */
@org.jspecify.annotations.NullMarked
package dev.multichat.bench;
