package dev.multichat.app;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several hubs as one on this machine, each in a process and a folder of its own, over one store.
 * They end with this object at the latest.
 */
final class LocalNodes implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final String STORE = "MULTICHAT_STORE";

  private final Path folder;
  private final String store;
  private final List<Integer> ports = new ArrayList<>();
  private final Map<Integer, Node> running = new TreeMap<>();

  private record Node(Process process, URI url) {}

  /**
   * @param store that they share; not shown to who lists processes
   * @param count of nodes; none is started
   */
  LocalNodes(Path folder, String store, int count) throws IOException {
    this.folder = folder;
    this.store = store;
    for (int i = 0; i < 2 * count; i++) {
      ports.add(SharedServer.freePort());
    }
  }

  /** Starts all of them, the first before the others, since it may have to make the store. */
  void start() {
    start(0);
    List<CompletableFuture<Void>> others =
        IntStream.range(1, ports.size() / 2)
            .mapToObj(number -> CompletableFuture.runAsync(() -> start(number)))
            .toList();
    others.forEach(CompletableFuture::join);
  }

  private void start(int number) {
    try {
      Path home = Files.createDirectories(folder.resolve("hub-" + (number + 1)));
      ProcessBuilder builder =
          new ProcessBuilder(command(number, home))
              .directory(home.toFile())
              .redirectError(home.resolve("hub.log").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("MULTICHAT_"));
      builder.environment().put(STORE, store);
      Process process = builder.start();
      keep(number, new Node(process, ready(process, home)));
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "A hub could not be started (" + e.getMessage() + ").", e);
    }
  }

  private synchronized void keep(int number, Node node) {
    running.put(number, node);
  }

  private List<String> command(int number, Path home) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
    settings(number).forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return command;
  }

  private Map<String, String> settings(int number) {
    String members =
        IntStream.range(0, ports.size() / 2)
            .mapToObj(other -> "127.0.0.1:" + ports.get(2 * other))
            .collect(Collectors.joining(","));
    Map<String, String> settings = new TreeMap<>();
    settings.put("http.port", "0");
    settings.put("http.tokenFile", token().toString());
    settings.put("devlogs.folder", folder.resolve("devlogs").toString());
    settings.put("cluster.members", members);
    settings.put("cluster.name", folder.getFileName().toString().replaceAll("[^A-Za-z0-9-]", ""));
    settings.put("cluster.node", "hub-" + (number + 1));
    settings.put("cluster.port", String.valueOf(ports.get(2 * number)));
    settings.put("cluster.busPort", String.valueOf(ports.get(2 * number + 1)));
    return settings;
  }

  /** The file with the operator's token, which all of them take. */
  Path token() {
    return folder.resolve("operator.token");
  }

  private static URI ready(Process process, Path home) throws IOException {
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    patience.cancel(false);
    Matcher url = URL.matcher(line == null ? "" : line);
    if (!url.find()) {
      process.destroyForcibly();
      throw new IOException("it did not become ready; see " + home.resolve("hub.log"));
    }
    return URI.create(url.group());
  }

  /** Where they are, the given one first, then the next. */
  synchronized List<URI> urls(int first) {
    int count = ports.size() / 2;
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Node node = running.get((first + i) % count);
      if (node != null) {
        urls.add(node.url());
      }
    }
    return urls;
  }

  /** The process of one of them. */
  synchronized ProcessHandle process(int number) {
    Node node = running.get(number);
    if (node == null) {
      throw MultichatException.invalid("Hub " + (number + 1) + " does not run.");
    }
    return node.process().toHandle();
  }

  /** SIGKILL; completes when it is gone. */
  void kill(int number) {
    ProcessHandle process = process(number);
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public synchronized void close() {
    running.values().forEach(node -> node.process().destroyForcibly());
    running.values().forEach(node -> node.process().onExit().join());
  }
}
