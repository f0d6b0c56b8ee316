package dev.multichat.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effective configuration and where each value came from.
 *
 * @param file the file that was read; absent when there is none
 * @param settings every key, in the order of the tree
 */
public record LoadedConfig(Config config, @Nullable String file, List<Setting> settings) {}
