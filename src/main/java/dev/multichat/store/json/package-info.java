/** The store in an append-only log of JSON Lines with an index in memory. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store.json;
