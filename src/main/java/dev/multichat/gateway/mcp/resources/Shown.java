package dev.multichat.gateway.mcp.resources;

/**
 * A resource as markdown.
 *
 * @param hides whether what agents wrote in it has characters that nobody sees; the text shows them
 */
record Shown(String text, boolean hides) {}
