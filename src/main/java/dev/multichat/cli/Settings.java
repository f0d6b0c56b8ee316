package dev.multichat.cli;

import dev.multichat.config.Config;
import dev.multichat.config.ConfigLoader;
import dev.multichat.config.LoadedConfig;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.MultichatException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, and the configuration that they make. */
final class Settings {
  private final ConfigLoader loader;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file; else MULTICHAT_CONFIG, else conf/multichat.yaml.")
  private @Nullable String file;

  @Option(
      names = "--store",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "Where sessions are kept: sqlite:FILE, json:FOLDER, redis://HOST or"
              + " postgresql://USER@HOST/DB.")
  private @Nullable String store;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Sets any key of the configuration; may be repeated.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The daemon to ask; else MULTICHAT_URL, else the one of this user that runs.")
  private @Nullable String url;

  @Option(
      names = "--as",
      paramLabel = "AGENT",
      scope = ScopeType.INHERIT,
      description = "Asks as this agent, with the token of an operator.")
  private @Nullable String agent;

  private @Nullable String readBefore;

  Settings(ConfigLoader loader) {
    this.loader = loader;
  }

  /** For a command that names its stores in another way; INVALID when --store is given. */
  void refuseStore(String how) {
    if (store != null) {
      throw MultichatException.invalid("--store means nothing here; " + how);
    }
  }

  /**
   * For a command that runs a hub of its own; as often as it asks, and then INVALID when the file
   * that was read before is gone, since the defaults in its place are what nobody asked for.
   */
  Config config() {
    checkNoDaemon();
    LoadedConfig loaded = loaded(null);
    if (readBefore != null && loaded.file() == null) {
      throw MultichatException.invalid(
          "The configuration file "
              + readBefore
              + " is gone; put it back, or an empty one for the defaults.");
    }
    readBefore = loaded.file();
    return loaded.config();
  }

  /** Whether a flag names a store, which is then read without any daemon. */
  boolean namesStore() {
    boolean names = store != null || keys.containsKey("store");
    if (names && url != null) {
      throw MultichatException.invalid(
          "'--store' names a store and '--url' a daemon; give one of them.");
    }
    return names;
  }

  /** The daemon that was named, if any was. */
  @Nullable String url() {
    return url == null ? loader.url() : url;
  }

  /** The token of the environment; there is no option for it, since others would see it. */
  @Nullable String token() {
    String token = loader.token();
    if (token != null && token.isBlank()) {
      throw MultichatException.invalid(
          "MULTICHAT_TOKEN is set, but empty; give it a token, or unset it to be the operator.");
    }
    return token;
  }

  /** The agent to ask as, if one was named. */
  @Nullable String agent() {
    return agent;
  }

  /** INVALID when a daemon was named to a command that works on a store by itself. */
  void checkNoDaemon() {
    if (url != null || agent != null) {
      throw MultichatException.invalid(
          "This command asks no daemon; leave out "
              + (url != null ? "'--url'." : "'--as'.")
              + " It works on the store that --store or the configuration names.");
    }
  }

  /** For a command that reads: from this daemon's store, unless it was told another one. */
  LoadedConfig loaded(@Nullable RunningDaemon daemon) {
    Map<String, String> flags = new LinkedHashMap<>(keys);
    if (store != null) {
      flags.put("store", store);
    }
    return loader.load(file, flags, daemon);
  }
}
