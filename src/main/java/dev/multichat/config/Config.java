package dev.multichat.config;

/**
 * Everything that an operator may set; the names of the components are the keys.
 *
 * @param store where sessions are kept, as a URL
 * @param devlogs the markdown files
 * @param limits what one message may be
 * @param guards what one agent or session may do in a while, and when a loop is held
 * @param recorder how much goes into one commit
 * @param delivery how messages are pushed
 * @param retention how long closed sessions are kept
 * @param http the way in over HTTP
 * @param metrics a port of their own for the metrics
 * @param log what is logged
 * @param cluster how several daemons are one hub
 */
public record Config(
    String store,
    DevlogSettings devlogs,
    Limits limits,
    GuardSettings guards,
    RecorderSettings recorder,
    DeliverySettings delivery,
    RetentionSettings retention,
    HttpSettings http,
    MetricsSettings metrics,
    LogSettings log,
    ClusterSettings cluster) {
  public Config {
    int colon = store.indexOf(':');
    if (colon < 1 || colon == store.length() - 1) {
      throw new BadSetting("store", store, "it must be a URL such as sqlite:data/multichat.db");
    }
  }

  /** This configuration for a hub by itself that is not reached over HTTP. */
  public Config inside() {
    return new Config(
        store,
        devlogs,
        limits,
        guards,
        recorder,
        delivery,
        retention,
        http.off(),
        MetricsSettings.defaults(),
        log,
        ClusterSettings.none());
  }

  /** This configuration with what can change while it is in force as another one has it. */
  public Config changedTo(Config other) {
    return new Config(
        store,
        devlogs,
        limits,
        other.guards,
        recorder,
        delivery,
        other.retention,
        http,
        metrics,
        other.log,
        cluster);
  }

  /** What counts when nothing is set. */
  public static Config defaults() {
    return new Config(
        "sqlite:data/multichat.db",
        new DevlogSettings(true, "devlogs"),
        new Limits(262144, 100, 1000),
        GuardSettings.defaults(),
        new RecorderSettings(512, 4194304, 10000, 67108864),
        new DeliverySettings(30000, 1000, 60000, 10),
        new RetentionSettings(0, "", RetentionSettings.KEEP),
        HttpSettings.defaults(),
        MetricsSettings.defaults(),
        LogSettings.defaults(),
        ClusterSettings.none());
  }
}
