package dev.multichat.cli;

import dev.multichat.client.HubClient;
import dev.multichat.config.Config;
import dev.multichat.config.LoadedConfig;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What every command is given. */
record Desk(Engine engine, Settings settings, Console console) {
  /** The store that a command works on by itself: as configured, else where the daemon's is. */
  LoadedConfig reading() {
    settings.checkNoDaemon();
    return settings.loaded(running());
  }

  /** Reads from the store that a flag names, else from the daemon, else as configured. */
  <T> T read(BiFunction<Coordinator, Caller, T> reading) {
    RunningDaemon found = running();
    Config config = settings.loaded(found).config();
    if (!settings.namesStore() && (settings.url() != null || serves(found, config))) {
      return connected((client, me) -> reading.apply(client.coordinator(), me));
    }
    String agent = settings.agent();
    Caller me = agent == null ? Caller.operator() : Caller.agent(agent);
    return engine.read(config, hub -> reading.apply(hub, me));
  }

  private boolean serves(@Nullable RunningDaemon found, Config config) {
    return found != null && found.url() != null && engine.serves(found, config);
  }

  /** Has something done by the daemon; UNAVAILABLE, with how to start one, when there is none. */
  <T> T connected(BiFunction<HubClient, Caller, T> work) {
    if (settings.namesStore()) {
      throw MultichatException.invalid(
          "Only a daemon can do this; leave out '--store', and name the daemon with --url when it"
              + " is not found by itself.");
    }
    RunningDaemon found = running();
    Engine.Target target = new Reach(settings, found).target();
    return engine.connected(
        settings.loaded(found).config(), target, client -> work.apply(client, caller(client)));
  }

  /** What only operators may; a refusal names the environment's token, when that was the one. */
  <T> T operating(BiFunction<HubClient, Caller, T> work) {
    try {
      return connected(work);
    } catch (MultichatException refusal) {
      if (refusal.code() != ErrorCode.FORBIDDEN || settings.token() == null) {
        throw refusal;
      }
      throw new MultichatException(
          ErrorCode.FORBIDDEN,
          refusal.getMessage()
              + " You were taken for whom the token in MULTICHAT_TOKEN is of; to be the operator,"
              + " begin the line with: env -u MULTICHAT_TOKEN",
          refusal);
    }
  }

  /** Where the daemon is that is asked, and with which token. */
  Engine.Target target() {
    return new Reach(settings, running()).target();
  }

  /** Whom the token is of, unless an operator asks as an agent; the hub decides whether it may. */
  private Caller caller(HubClient client) {
    String agent = settings.agent();
    return agent == null ? Awaiting.result(client.caller()) : Caller.agent(agent);
  }

  private @Nullable RunningDaemon running() {
    return engine.running().orElse(null);
  }
}
