/** The Coordinator over HTTP or one WebSocket. */
@org.jspecify.annotations.NullMarked
package dev.multichat.client;
