package dev.multichat.app;

import dev.multichat.metrics.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a daemon in another process is: its memory after a full collection, and what it counts. */
record Vitality(double heapMib, double residentMib, long streams, long cut, long files) {
  private static final double MIB = 1024 * 1024;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** As it is now. It collects its garbage for that. */
  static Vitality of(long pid, URI url, String token) throws Exception {
    jcmd(pid, "GC.run");
    double heap = number(USED, jcmd(pid, "GC.heap_info")) * 1024 / MIB;
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> told = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    Scrape scrape = new Scrape(told.body());
    return new Vitality(
        heap,
        number(RESIDENT, status) * 1024 / MIB,
        scrape.of("multichat_connections{kind=\"stream\"}"),
        scrape.of("multichat_streams_cut_total"),
        scrape.of("process_files_open_files"));
  }

  private static double number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in " + text);
    }
    return Double.parseDouble(found.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(tool, Long.toString(pid), command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(text);
    }
    return text;
  }
}
