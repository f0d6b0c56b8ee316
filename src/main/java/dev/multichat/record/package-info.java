/** On each node, the only writer to the store. */
@org.jspecify.annotations.NullMarked
package dev.multichat.record;
