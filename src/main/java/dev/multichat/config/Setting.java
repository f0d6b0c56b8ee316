package dev.multichat.config;

/**
 * One effective value, as it may be shown.
 *
 * @param key such as {@code limits.bodyBytes}
 * @param value with {@code ***} for secrets
 * @param from {@code default}, {@code file:PATH}, {@code environment NAME} or {@code flag}
 */
public record Setting(String key, Object value, String from) {}
