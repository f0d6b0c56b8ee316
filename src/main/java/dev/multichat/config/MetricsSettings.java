package dev.multichat.config;

/**
 * The metrics on a port of their own, without a token. On the port of HTTP they are always there,
 * for operators and readers.
 *
 * @param port 0 for none
 * @param host the address to listen on; whoever reaches it may read them
 */
public record MetricsSettings(int port, String host) {
  public MetricsSettings {
    Range.check("metrics.port", port, 0, 65535);
    if (host.isBlank()) {
      throw new BadSetting("metrics.host", host, "it must be an address such as 127.0.0.1");
    }
  }

  /** What counts when nothing is set. */
  public static MetricsSettings defaults() {
    return new MetricsSettings(0, "127.0.0.1");
  }

  /** Whether only this machine reaches it. */
  public boolean loopback() {
    return Loopback.is(host);
  }
}
