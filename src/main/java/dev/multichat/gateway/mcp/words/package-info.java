/** What agents wrote, in the form in which a model may read it: whatever shows it. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.mcp.words;
