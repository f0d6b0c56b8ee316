package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority that signs certificates for nodes, all of them PEM files in a folder. */
final class Authority {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path keys;
  private final Path trust;

  Authority(Path folder, String name) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.keys = folder.resolve("authority.p12");
    this.trust = folder.resolve("trust.pem");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c");
    keytool(keys, "-exportcert", "-rfc", "-file", trust.toString());
  }

  /** The settings of a node with a key of its own and a certificate that is signed here. */
  String[] settings(String node) throws Exception {
    Path own = folder.resolve(node + ".p12");
    Path request = folder.resolve(node + ".csr");
    Path certificate = folder.resolve(node + ".pem");
    Path key = folder.resolve(node + "-key.pem");
    keytool(own, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + node);
    keytool(own, "-certreq", "-file", request.toString());
    keytool(keys, "-gencert", "-rfc", "-infile", "" + request, "-outfile", "" + certificate);
    Files.writeString(key, privateKey(own));
    return new String[] {
      "cluster.certificate=" + certificate, "cluster.key=" + key, "cluster.trust=" + trust
    };
  }

  private static String privateKey(Path store) throws GeneralSecurityException, IOException {
    char[] password = PASSWORD.toCharArray();
    byte[] der = KeyStore.getInstance(store.toFile(), password).getKey("x", password).getEncoded();
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "x", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(said, StandardCharsets.UTF_8)).isZero();
  }
}
