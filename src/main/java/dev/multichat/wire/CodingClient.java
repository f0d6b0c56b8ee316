package dev.multichat.wire;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A coding agent's program that Multichat knows how to be joined by, and how to wake. */
public enum CodingClient {
  /** Claude Code. */
  CLAUDE("block"),
  /** The Codex CLI. */
  CODEX("block"),
  /** The Gemini CLI. */
  GEMINI("deny");

  private final String decision;

  CodingClient(String decision) {
    this.decision = decision;
  }

  /** How its hook says that the agent is not to stop yet. */
  public String decision() {
    return decision;
  }

  /** By its name in lower case; INVALID names those that there are. */
  public static CodingClient of(String name) {
    return Stream.of(values())
        .filter(client -> client.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                MultichatException.invalid(
                    "'client' is '"
                        + Texts.shown(name)
                        + "'; it must be one of "
                        + Stream.of(values())
                            .map(CodingClient::toString)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
