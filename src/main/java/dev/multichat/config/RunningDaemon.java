package dev.multichat.config;

import org.jspecify.annotations.Nullable;

/**
 * A daemon of this user that runs now, for commands that were not told another one.
 *
 * @param pid its process
 * @param store its URL, which holds from every folder
 * @param devlogs the absolute path of its devlogs
 * @param url where it is reached over HTTP; absent when it is not
 * @param tokenFile the absolute path of the file with the operator's token
 * @param certificate the absolute path of the PEM file of its certificate; absent without TLS
 */
public record RunningDaemon(
    long pid,
    String store,
    String devlogs,
    @Nullable String url,
    @Nullable String tokenFile,
    @Nullable String certificate) {}
