/** The outbound port: where sessions are kept. Each technology has a folder below. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store;
