package dev.multichat.core;

import java.util.Optional;

/** Who comes in over a network. Safe for any thread, and as quick as a look into memory. */
public interface Authentication {
  /** Whom a token stands for; empty for one that nobody has, or that was taken away. */
  Optional<Caller> authenticate(String token);
}
