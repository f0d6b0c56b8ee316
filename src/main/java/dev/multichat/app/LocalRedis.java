package dev.multichat.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts the installed Redis for hubs of this machine. */
final class LocalRedis {
  private LocalRedis() {}

  /** Its settings go through its standard input, where nobody reads the password. */
  static SharedServer started(Path program, Path folder, Children children) throws IOException {
    int port = SharedServer.freePort();
    String password = SharedServer.password();
    Process process =
        children.start(
            new ProcessBuilder(program.toString(), "-")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile()));
    try (OutputStream settings = process.getOutputStream()) {
      settings.write(settings(port, password).getBytes(StandardCharsets.UTF_8));
    }
    SharedServer.await(process, "redis-server", () -> SharedServer.isListening(port));
    return new SharedServer(
        "redis://:" + password + "@127.0.0.1:" + port + "/0",
        "a Redis of their own at 127.0.0.1:" + port + ", which syncs each write",
        process.toHandle());
  }

  private static String settings(int port, String password) {
    return String.join(
        "\n",
        "bind 127.0.0.1",
        "port " + port,
        "requirepass " + password,
        "save \"\"",
        "appendonly yes",
        "appendfsync always",
        "");
  }
}
