/** The event bus for who is connected by a WebSocket: the frames of the standard clients. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.bridge;
