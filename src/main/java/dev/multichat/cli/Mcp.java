package dev.multichat.cli;

import dev.multichat.client.HubAddress;
import dev.multichat.core.MultichatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat mcp --stdio}. */
@Command(
    name = "mcp",
    description = {
      "Serves the Model Context Protocol to a program that can only start processes.",
      "",
      "It is a bridge to the endpoint /mcp of the daemon, as the agent whose token is in"
          + " MULTICHAT_TOKEN: one JSON-RPC message on each line of standard input and output, until"
          + " the input ends. While no daemon answers, each request is answered with an error that"
          + " says what to do; a daemon that was started again is found again. Programs that speak"
          + " HTTP need no bridge: see 'multichat agent add --help'."
    },
    footer = {
      "  multichat mcp --stdio",
      "  claude mcp add --scope project multichat -- multichat mcp --stdio"
    })
final class Mcp implements Runnable {
  private final Desk desk;

  @Option(
      names = "--stdio",
      description = "Over standard input and output, which is the only way there is.")
  private boolean stdio;

  Mcp(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (!stdio) {
      throw MultichatException.invalid(
          "Over HTTP the daemon itself serves MCP, at /mcp; this command is 'multichat mcp"
              + " --stdio'.");
    }
    Settings settings = desk.settings();
    if (settings.token() == null && settings.agent() == null) {
      throw MultichatException.invalid(
          "MULTICHAT_TOKEN is not set; set it to the token of the agent that this program is, which"
              + " 'multichat agent add ID' gives out.");
    }
    desk.engine()
        .bridge(
            settings.loaded(null).config(),
            this::address,
            desk.console().in(),
            desk.console()::line);
  }

  private HubAddress address() {
    Engine.Target target = desk.target();
    return new HubAddress(
        target.url(), target.token(), target.certificate(), desk.settings().agent());
  }
}
