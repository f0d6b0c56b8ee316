package dev.multichat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.MultichatException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the HTTP API may be listened for. */
class HttpSettingsTest {
  private static HttpSettings set(String... keysAndValues) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new ConfigLoader(Map.of(), Path.of("nowhere")).load(null, flags).config().http();
  }

  @Test
  void itListensOnLoopbackAlone() {
    assertThat(set().host()).isEqualTo("127.0.0.1");
    for (String loopback : List.of("localhost", "127.0.0.1", "127.8.9.1", "::1")) {
      assertThat(set("http.host", loopback).host()).isEqualTo(loopback);
    }
    for (String open : List.of("0.0.0.0", "::", "192.168.1.5", "hub.example", "127.0.0.1.evil")) {
      assertThatThrownBy(() -> set("http.host", open))
          .isInstanceOf(MultichatException.class)
          .hasMessageContaining("http.behindProxy=true");
    }
  }

  @Test
  void anotherAddressNeedsTlsOrAProxyThatDoesIt() {
    assertThat(set("http.host", "0.0.0.0", "http.behindProxy", "true").behindProxy()).isTrue();
    assertThat(set("http.host", "0.0.0.0", "http.certificate", "c", "http.key", "k").tls())
        .isTrue();
    assertThatThrownBy(() -> set("http.certificate", "c")).hasMessageContaining("name both");
  }

  @Test
  void originsAreOriginsAndListsAreSplit() {
    assertThat(set("http.origins", "https://a.example, http://b:8080").originList())
        .containsExactly("https://a.example", "http://b:8080");
    assertThatThrownBy(() -> set("http.origins", "*")).hasMessageContaining("http.origins");
    assertThat(set("http.hosts", "A.example,b.example").hostNames())
        .containsExactly("a.example", "b.example");
  }
}
