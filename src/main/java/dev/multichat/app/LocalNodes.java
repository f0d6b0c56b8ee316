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
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several hubs as one on this machine, each in a process and a folder of its own, over one store.
 */
final class LocalNodes {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final String STORE = "MULTICHAT_STORE";

  private final Path folder;
  private final String store;
  private final Shape shape;
  private final Children children;
  private final List<Integer> ports = new ArrayList<>();
  private final Map<Integer, Node> running = new TreeMap<>();

  /**
   * What they are like.
   *
   * @param options of their JVM
   * @param settings that all of them have
   */
  record Shape(int count, List<String> options, Map<String, String> settings) {}

  private record Node(Process process, URI url) {}

  /**
   * @param store that they share; not shown to who lists processes
   * @param children they end with them
   */
  LocalNodes(Path folder, String store, Shape shape, Children children) throws IOException {
    this.folder = folder;
    this.store = store;
    this.shape = shape;
    this.children = children;
    for (int number = 0; number < shape.count(); number++) {
      Files.createDirectories(home(number));
      ports.add(SharedServer.freePort());
      ports.add(SharedServer.freePort());
    }
  }

  private Path home(int number) {
    return folder.resolve("hub-" + (number + 1));
  }

  /** Starts all of them, the first before the others, since it may have to make the store. */
  void start() {
    start(0);
    List<CompletableFuture<Void>> others =
        IntStream.range(1, shape.count())
            .mapToObj(number -> CompletableFuture.runAsync(() -> start(number)))
            .toList();
    try {
      others.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private void start(int number) {
    Path log = home(number).resolve("hub.log");
    ProcessBuilder builder =
        new ProcessBuilder(command(number))
            .directory(home(number).toFile())
            .redirectError(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MULTICHAT_"));
    builder.environment().put(STORE, store);
    try {
      Process process = children.start(builder);
      keep(number, new Node(process, ready(process, log)));
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "Hub " + (number + 1) + " could not be started (" + e.getMessage() + ").",
          e);
    }
  }

  private synchronized void keep(int number, Node node) {
    running.put(number, node);
  }

  private List<String> command(int number) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(shape.options());
    command.add("-Dvertx.disableDnsResolver=true");
    command.add("-Duser.home=" + home(number));
    command.addAll(List.of("-cp", OwnProgram.classPath(), Main.class.getName(), "serve"));
    settings(number).forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return command;
  }

  private Map<String, String> settings(int number) {
    String members =
        IntStream.range(0, shape.count())
            .mapToObj(other -> "127.0.0.1:" + ports.get(2 * other))
            .collect(Collectors.joining(","));
    Map<String, String> settings = new TreeMap<>(shape.settings());
    settings.put("http.port", "0");
    settings.put("http.tokenFile", token().toString());
    settings.put("devlogs.folder", folder.resolve("devlogs").toString());
    settings.put("cluster.members", members);
    settings.put("cluster.name", folder.getFileName().toString());
    settings.put("cluster.node", "hub-" + (number + 1));
    settings.put("cluster.port", String.valueOf(ports.get(2 * number)));
    settings.put("cluster.busPort", String.valueOf(ports.get(2 * number + 1)));
    return settings;
  }

  /** The file with the operator's token, which all of them take. */
  Path token() {
    return folder.resolve("operator.token");
  }

  private static URI ready(Process process, Path log) throws IOException {
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
      throw new IOException(lastWords(log));
    }
    return URI.create(url.group());
  }

  /** Its folder goes with the hubs, so what it said last is all that is left of it. */
  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  /** Where they are, the given one first, then the next. */
  synchronized List<URI> urls(int first) {
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < shape.count(); i++) {
      Node node = running.get((first + i) % shape.count());
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
}
