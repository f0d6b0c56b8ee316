package dev.multichat.cli;

import dev.multichat.config.RunningDaemon;
import dev.multichat.config.Secrets;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which daemon is asked, with which token. The operator's token is read only for the daemon of this
 * user, and so goes nowhere else.
 */
final class Reach {
  private final Settings settings;
  private final @Nullable RunningDaemon found;

  Reach(Settings settings, @Nullable RunningDaemon found) {
    this.settings = settings;
    this.found = found;
  }

  /** The daemon that was named, else the one that was found. */
  Engine.Target target() {
    String named = settings.url();
    URI url = url(named == null ? foundUrl() : named);
    String token = settings.token();
    String certificate = found != null && isFound(url) ? found.certificate() : null;
    return new Engine.Target(url, token == null ? operators(url) : token, certificate);
  }

  private String foundUrl() {
    if (found == null) {
      throw unavailable(
          "No daemon of this user runs here; start one with: multichat serve (or name one with"
              + " --url or MULTICHAT_URL).");
    }
    if (found.url() == null) {
      throw unavailable(
          "The daemon that runs (process "
              + found.pid()
              + ") serves no HTTP; stop it, set http.enabled to true, and start it with: multichat"
              + " serve.");
    }
    return found.url();
  }

  private static URI url(String given) {
    try {
      URI url = new URI(given);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      String path = url.getRawPath();
      if (web && url.getHost() != null && url.getRawUserInfo() == null && isRoot(path)) {
        return new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null);
      }
      throw refused(given);
    } catch (URISyntaxException e) {
      throw refused(given);
    }
  }

  private static boolean isRoot(@Nullable String path) {
    return path == null || path.isEmpty() || path.equals("/");
  }

  private static MultichatException refused(String given) {
    return MultichatException.invalid(
        "'"
            + Texts.shown(Secrets.masked(given))
            + "' is no daemon's URL; give one such as http://127.0.0.1:8642, without a path.");
  }

  private boolean isFound(URI url) {
    return found != null && found.url() != null && url.equals(url(found.url()));
  }

  private String operators(URI url) {
    if (found == null || !isFound(url)) {
      throw new MultichatException(
          ErrorCode.UNAUTHENTICATED,
          "MULTICHAT_TOKEN is not set, and no daemon of this user runs at "
              + url
              + " whose operator you would be; set it to a token that 'multichat agent add' gave"
              + " out there.");
    }
    String file = found.tokenFile();
    try {
      return file == null ? "" : Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw unavailable(
          "The operator's token file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); set MULTICHAT_TOKEN instead.");
    }
  }

  private static MultichatException unavailable(String why) {
    return new MultichatException(ErrorCode.UNAVAILABLE, why);
  }
}
