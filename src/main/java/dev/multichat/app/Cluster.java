package dev.multichat.app;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import dev.multichat.config.ClusterSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process a node of a cluster: Hazelcast finds the others and knows who listens to what,
 * Vert.x carries messages. Nothing that must survive is kept there; that is in the store alone.
 */
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  /**
   * A node that hangs is dropped after 5 s; parts of a cluster that reach each other again look for
   * each other every 5 s, instead of minutes; nothing is told to Hazelcast's makers.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hazelcast.logging.type", "slf4j",
          "hazelcast.phone.home.enabled", "false",
          "hazelcast.shutdownhook.enabled", "false",
          "hazelcast.socket.bind.any", "false",
          "hazelcast.wait.seconds.before.join", "0",
          "hazelcast.merge.first.run.delay.seconds", "5",
          "hazelcast.merge.next.run.delay.seconds", "5",
          "hazelcast.heartbeat.interval.seconds", "1",
          "hazelcast.max.no.heartbeat.seconds", "5");

  private final ClusterSettings settings;

  Cluster(ClusterSettings settings) {
    this.settings = settings;
  }

  /** A Vert.x that is a node; UNAVAILABLE when it cannot listen where it is told to. */
  Future<Vertx> join(VertxOptions options) {
    LOG.warn(
        "{} joins the cluster '{}' at {}:{}, a port without TLS or authentication (Hazelcast): keep"
            + " it on a private network that only the nodes reach{}",
        settings.nodeName(),
        settings.name(),
        settings.host(),
        settings.port(),
        settings.tls() ? "" : "; the same holds for port " + settings.busPort() + " without TLS");
    return Vertx.builder()
        .with(options.setEventBusOptions(bus()))
        .withClusterManager(new HazelcastClusterManager(hazelcast()))
        .buildClustered()
        .recover(failure -> Future.failedFuture(unjoined(failure)));
  }

  private MultichatException unjoined(Throwable failure) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The cluster cannot be joined from "
            + settings.host()
            + ", ports "
            + settings.port()
            + " and "
            + settings.busPort()
            + " ("
            + failure.getMessage()
            + "); cluster.host must be an address of this machine, and its ports must be free.",
        failure);
  }

  private EventBusOptions bus() {
    EventBusOptions bus =
        new EventBusOptions().setHost(settings.host()).setPort(settings.busPort());
    if (settings.tls()) {
      bus.setSsl(true)
          .setClientAuth(ClientAuth.REQUIRED)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(settings.certificate())
                  .setKeyPath(settings.key()))
          .setTrustOptions(new PemTrustOptions().addCertPath(settings.trust()));
    }
    return bus;
  }

  private Config hazelcast() {
    Config config = ConfigUtil.loadConfig().setClusterName(settings.name());
    config.setInstanceName(settings.nodeName());
    PROPERTIES.forEach(config::setProperty);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(settings.port()).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(settings.host());
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.memberList());
    return config;
  }
}
