/** The Model Context Protocol over HTTP: with sessions, and stateless, at one endpoint. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.mcp;
