package dev.multichat.config;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration: defaults, then a YAML file, then the environment, then flags; later ones
 * win. An unknown key or a bad value is INVALID and names the key, the value and what is allowed.
 */
public final class ConfigLoader {
  private static final String PREFIX = "MULTICHAT_";
  private static final String FILE_VARIABLE = PREFIX + "CONFIG";
  private static final String URL_VARIABLE = PREFIX + "URL";
  private static final String TOKEN_VARIABLE = PREFIX + "TOKEN";
  private static final Set<String> NO_KEYS = Set.of(FILE_VARIABLE, URL_VARIABLE, TOKEN_VARIABLE);
  private static final String USUAL_FILE = "conf/multichat.yaml";

  private final Map<String, String> environment;
  private final Path folder;

  /**
   * @param environment the process's variables; those without our prefix do not matter
   * @param folder the working directory
   */
  public ConfigLoader(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** {@code MULTICHAT_URL}: where the daemon is that commands ask. */
  public @Nullable String url() {
    return given(URL_VARIABLE);
  }

  /** {@code MULTICHAT_TOKEN}: who asks it; never shown. */
  public @Nullable String token() {
    return given(TOKEN_VARIABLE);
  }

  private @Nullable String given(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * The effective configuration.
   *
   * @param file named by a flag; else {@code MULTICHAT_CONFIG}, else {@code conf/multichat.yaml}
   * @param flags from key to value
   */
  public LoadedConfig load(@Nullable String file, Map<String, String> flags) {
    return load(file, flags, null);
  }

  /**
   * The effective configuration of a command that reads.
   *
   * @param daemon whose store and devlogs count when nothing else sets the store
   */
  public LoadedConfig load(
      @Nullable String file, Map<String, String> flags, @Nullable RunningDaemon daemon) {
    Layers layers = new Layers();
    String chosen = file == null ? environment.get(FILE_VARIABLE) : file;
    if (chosen == null && Files.exists(folder.resolve(USUAL_FILE))) {
      chosen = USUAL_FILE;
    }
    if (chosen != null) {
      ConfigFile.lay(existing(chosen), chosen, layers);
    }
    layEnvironment(layers);
    flags.forEach((key, value) -> layers.set(key, value, "flag"));
    if (daemon != null && layers.isDefault("store")) {
      layBelow(layers, daemon);
    }
    return layers.loaded(chosen);
  }

  private static void layBelow(Layers layers, RunningDaemon daemon) {
    String from = "daemon " + daemon.pid();
    layers.set("store", daemon.store(), from);
    if (layers.isDefault("devlogs.folder")) {
      layers.set("devlogs.folder", daemon.devlogs(), from);
    }
  }

  private Path existing(String chosen) {
    Path path = folder.resolve(chosen);
    if (!Files.isRegularFile(path)) {
      throw MultichatException.invalid(
          "The configuration file "
              + chosen
              + " does not exist; name one that does, or none for "
              + USUAL_FILE
              + " and the defaults.");
    }
    return path;
  }

  private void layEnvironment(Layers layers) {
    Map<String, String> keys = new LinkedHashMap<>();
    layers.keys().forEach(key -> keys.put(variable(key), key));
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !NO_KEYS.contains(name)) {
                layers.set(key(name, keys), value, "environment " + name);
              }
            });
  }

  private static String key(String variable, Map<String, String> keys) {
    String key = keys.get(variable);
    if (key == null) {
      throw MultichatException.invalid(
          "The environment variable "
              + variable
              + " is unknown; "
              + Layers.meant(Nearest.to(variable, keys.keySet()), keys.keySet()));
    }
    return key;
  }

  /** {@code limits.bodyBytes} is {@code MULTICHAT_LIMITS_BODY_BYTES}. */
  static String variable(String key) {
    String words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
    return PREFIX + words.toUpperCase(Locale.ROOT);
  }
}
