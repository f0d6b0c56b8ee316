package dev.multichat.devlog.old;

import java.util.List;

/**
 * Whence one of our own devlogs came, so that what a store still has need not be read again.
 *
 * @param frontMatter the whole of it, verbatim
 */
public record Own(String session, String exchange, List<String> messages, String frontMatter) {}
