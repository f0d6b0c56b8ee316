/** The tools that a model calls: what they take and tell, whatever carries the call. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.mcp.tools;
