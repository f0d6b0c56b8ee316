package dev.multichat.config;

import java.util.Arrays;
import java.util.List;

/**
 * How several daemons are one hub, over one store that they share.
 *
 * @param members where its nodes are, as {@code host:port} separated by commas, this one among
 *     them; empty for a daemon by itself
 * @param host the private address on which this node listens to the others
 * @param port where nodes find each other; it has neither TLS nor authentication
 * @param busPort where nodes hand messages to each other
 * @param name of the cluster; nodes of others are not let in
 * @param node the name of this node; empty for its host and port
 * @param certificate the PEM file of this node's certificate chain, for mutual TLS on the bus port
 * @param key the PEM file of its private key
 * @param trust the PEM file of the authority that signed the certificates of all nodes
 */
public record ClusterSettings(
    String members,
    String host,
    int port,
    int busPort,
    String name,
    String node,
    String certificate,
    String key,
    String trust) {
  public ClusterSettings {
    for (String member : listed(members)) {
      checkMember(member);
    }
    if (!Loopback.is(host) && !PrivateAddress.is(host)) {
      throw new BadSetting(
          "cluster.host",
          host,
          "it must be a loopback or private address (RFC 1918, RFC 4193) of this machine, such as"
              + " 10.0.0.5, since whoever reaches it can do everything");
    }
    Range.check("cluster.port", port, 1, 65535);
    Range.check("cluster.busPort", busPort, 1, 65535);
    if (port == busPort) {
      throw new BadSetting(
          "cluster.busPort", String.valueOf(busPort), "it must differ from cluster.port");
    }
    checkName("cluster.name", name);
    if (!node.isEmpty()) {
      checkName("cluster.node", node);
    }
    checkFiles(certificate, key, trust);
  }

  private static void checkMember(String member) {
    int colon = member.lastIndexOf(':');
    String port = member.substring(colon + 1);
    boolean named = member.matches("\\[[0-9a-fA-F:.]+]:.*|[A-Za-z0-9._-]+:.*");
    if (!named || !port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65535) {
      throw new BadSetting(
          "cluster.members",
          member,
          "each must be host:port, with the cluster.port of that node, as in 10.0.0.5:8643");
    }
  }

  private static void checkName(String key, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new BadSetting(key, name, "it must be 1 to 64 letters, digits, dots, - or _");
    }
  }

  private static void checkFiles(String certificate, String key, String trust) {
    long named = List.of(certificate, key, trust).stream().filter(file -> !file.isBlank()).count();
    if (named != 0 && named != 3) {
      String missing = certificate.isBlank() ? "certificate" : key.isBlank() ? "key" : "trust";
      throw new BadSetting(
          "cluster." + missing,
          "",
          "certificate, key and trust are PEM files that only work together; name all or none");
    }
  }

  /** A daemon by itself. */
  public static ClusterSettings none() {
    return new ClusterSettings("", "127.0.0.1", 8643, 8644, "multichat", "", "", "", "");
  }

  /** Whether this daemon is a node of a cluster. */
  public boolean enabled() {
    return !memberList().isEmpty();
  }

  /** Where its nodes are. */
  public List<String> memberList() {
    return listed(members);
  }

  /** The name of this node. */
  public String nodeName() {
    return node.isEmpty() ? host.replace(':', '.') + "-" + port : node;
  }

  public boolean tls() {
    return !certificate.isBlank();
  }

  private static List<String> listed(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
