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
      description = "Where sessions are kept: sqlite:FILE, json:FOLDER or redis://HOST.")
  private @Nullable String store;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Sets any key of the configuration; may be repeated.")
  private Map<String, String> keys = new LinkedHashMap<>();

  Settings(ConfigLoader loader) {
    this.loader = loader;
  }

  /** For a command that names its stores in another way; INVALID when --store is given. */
  void refuseStore(String how) {
    if (store != null) {
      throw MultichatException.invalid("--store means nothing here; " + how);
    }
  }

  /** For a command that runs a hub of its own. */
  Config config() {
    return loaded(null).config();
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
