/** The way in over WebSocket; docs/contract.md describes its frames. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.ws;
