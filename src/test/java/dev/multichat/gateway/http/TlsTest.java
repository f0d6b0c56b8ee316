package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.multichat.client.HubClient;
import dev.multichat.core.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** TLS from PEM files: what is served, what is refused, and a certificate that is replaced. */
class TlsTest extends HttpTrial {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Override
  Map<String, String> http() {
    pair("first");
    return Map.of(
        "http.certificate", folder.resolve("cert.pem").toString(),
        "http.key", folder.resolve("key.pem").toString());
  }

  @Test
  void aReplacedPairIsServedAndABadOneLeavesItInForce() throws Exception {
    assertThat(daemon.url()).startsWith("https://");
    assertThat(served()).isEqualTo("CN=first");
    pair("second");
    eventually("CN=second");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(Tls.class)).addAppender(log);
    Files.writeString(folder.resolve("key.pem"), "no key");
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (log.list.stream().noneMatch(e -> e.getFormattedMessage().contains("is bad"))) {
      assertThat(System.nanoTime()).as("the bad key was looked at").isLessThan(until);
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
    assertThat(served()).isEqualTo("CN=second");
    pair("third");
    eventually("CN=third");
  }

  @Test
  void whoDoesNotKnowTheCertificateDoesNotTalk() {
    HubClient client = new HubClient(vertx, URI.create(daemon.url()), operator);
    dev.multichat.contract.Scene.refused(
        dev.multichat.core.ErrorCode.UNAVAILABLE, client.status(Caller.operator()));
    await(client.close());
  }

  @Test
  void whoWasToldTheCertificateTalksByWhateverName() {
    String known = folder.resolve("cert.pem").toString();
    HubClient client = new HubClient(vertx, URI.create(daemon.url()), operator, known);
    assertThat(await(client.caller())).isEqualTo(Caller.operator());
    await(client.close());
  }

  @Test
  void plainTextIsNotAnswered() throws Exception {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket
          .getOutputStream()
          .write(
              "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] said = socket.getInputStream().readAllBytes();
      assertThat(new String(said, StandardCharsets.US_ASCII)).doesNotContain("HTTP/1.1 200");
    }
  }

  private void eventually(String name) throws Exception {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    String now = served();
    while (!now.equals(name) && System.nanoTime() < until) {
      await(vertx.timer(50, TimeUnit.MILLISECONDS));
      now = served();
    }
    assertThat(now).isEqualTo(name);
  }

  /** The name in the certificate that a new connection is shown. */
  private String served() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  /** Writes a key and a certificate of its own for it, as PEM. */
  private void pair(String name) {
    try {
      Path store = folder.resolve(name + ".p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "x",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  "changeit",
                  "-storetype",
                  "PKCS12")
              .redirectErrorStream(true)
              .start();
      byte[] said = keytool.getInputStream().readAllBytes();
      assertThat(keytool.waitFor()).as(new String(said, StandardCharsets.UTF_8)).isZero();
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
      pem("cert.pem", "CERTIFICATE", keys.getCertificate("x").getEncoded());
      pem("key.pem", "PRIVATE KEY", keys.getKey("x", PASSWORD).getEncoded());
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void pem(String file, String kind, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n");
  }

  /** This test looks at the certificate itself. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
