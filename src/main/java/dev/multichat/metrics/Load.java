package dev.multichat.metrics;

/**
 * How busy a hub is.
 *
 * @param connections over HTTP that are open now
 * @param streams that are open now: streams of events, WebSockets, connections over the bridge and
 *     streams of MCP
 * @param sendsPerSecond messages sent through it, over its last seconds
 */
public record Load(long connections, long streams, double sendsPerSecond) {
  /** Of a hub that does nothing. */
  public static final Load NONE = new Load(0, 0, 0);
}
