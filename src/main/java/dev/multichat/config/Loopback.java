package dev.multichat.config;

import java.util.List;

/** Addresses that only programs on this machine reach. */
final class Loopback {
  private static final List<String> NAMES = List.of("localhost", "::1");

  private Loopback() {}

  static boolean is(String host) {
    return NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }
}
