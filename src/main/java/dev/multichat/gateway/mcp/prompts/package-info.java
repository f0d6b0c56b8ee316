/** What a person gives a model to begin with: instructions, and apart from them what is there. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.mcp.prompts;
