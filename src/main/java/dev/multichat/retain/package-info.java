/** Removes what is older than the operator wants to keep. */
@org.jspecify.annotations.NullMarked
package dev.multichat.retain;
