/** What is read by its address: sessions, devlogs and the inbox, and how a reader follows them. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.mcp.resources;
