/** The Coordinator over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.multichat.client;
