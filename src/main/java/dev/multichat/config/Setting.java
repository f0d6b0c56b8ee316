package dev.multichat.config;

/**
 * One effective value, as it may be shown.
 *
 * @param key such as {@code limits.bodyBytes}
 * @param value with {@code ***} for secrets
 * @param from {@code default}, {@code file:PATH}, {@code environment NAME}, {@code flag} or {@code
 *     daemon PID}
 */
public record Setting(String key, Object value, String from) {}
