package dev.multichat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.MultichatException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node listens where only its neighbours are, and what is half set is refused. */
class ClusterSettingsTest {
  @TempDir Path folder;

  private ClusterSettings set(String... keysAndValues) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put("cluster." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new ConfigLoader(Map.of(), folder).load(null, flags).config().cluster();
  }

  private String refusal(String... keysAndValues) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> set(keysAndValues));
    assertThat(refusal).as("should have been refused").isNotNull();
    return refusal.getMessage();
  }

  @Test
  void withoutMembersADaemonIsByItself() {
    assertThat(set().enabled()).isFalse();
    assertThat(set("members", "10.0.0.5:8643, 10.0.0.6:8643").memberList())
        .containsExactly("10.0.0.5:8643", "10.0.0.6:8643");
    assertThat(set("host", "10.0.0.5").nodeName()).isEqualTo("10.0.0.5-8643");
    assertThat(set("node", "north").nodeName()).isEqualTo("north");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.9.9",
        "192.168.0.7",
        "fd12::1"
      })
  void itListensOnPrivateAddresses(String host) {
    assertThat(set("host", host).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "::",
        "",
        "172.32.0.1",
        "172.15.0.1",
        "192.169.0.1",
        "8.8.8.8",
        "10.0.0.256",
        "10.0.0.1.evil.example",
        "100.64.0.1",
        "fe80::1",
        "2001:db8::1",
        "fd.example",
        "node.example"
      })
  void itListensNowhereElse(String host) {
    assertThat(refusal("host", host)).contains("cluster.host", "RFC 1918", "10.0.0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.5",
        "10.0.0.5:",
        "10.0.0.5:0",
        "10.0.0.5:65536",
        ":8643",
        "a b:1",
        "[::1]:x"
      })
  void aMemberIsAHostAndAPort(String member) {
    assertThat(refusal("members", "127.0.0.1:8643," + member))
        .contains("cluster.members", "host:port");
  }

  @Test
  void mutualTlsNeedsAllThreeFiles() {
    assertThat(refusal("certificate", "a.pem", "key", "b.pem"))
        .contains("cluster.trust", "all or none");
    assertThat(refusal("trust", "a.pem")).contains("cluster.certificate");
    assertThat(set("certificate", "a", "key", "b", "trust", "c").tls()).isTrue();
    assertThat(refusal("busPort", "8643")).contains("cluster.busPort", "differ");
    assertThat(refusal("name", "two words")).contains("cluster.name");
  }
}
