package dev.multichat.config;

/**
 * A daemon of this user that runs now, for commands that were not told where to read.
 *
 * @param pid its process
 * @param store its URL, which holds from every folder
 * @param devlogs the absolute path of its devlogs
 */
public record RunningDaemon(long pid, String store, String devlogs) {}
