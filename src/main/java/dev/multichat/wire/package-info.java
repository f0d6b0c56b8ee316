/** The only mapping between the domain's records and JSON. */
@org.jspecify.annotations.NullMarked
package dev.multichat.wire;
