package dev.multichat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.config.GuardSettings;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A hub in a process of its own, whose agents send until somebody kills it. Each step is told on
 * standard output, in one write each: what is about to be sent, each receipt as soon as it is
 * given, and what a handler was shown.
 */
public final class LoadedHub {
  /** The end of each line; one without it was cut off by the kill. */
  static final String END = " .";

  private static final List<String> AGENTS = List.of("ada", "bo", "cleo", "dan", "eve");
  private static final List<String> SESSIONS = List.of("north", "south", "west");
  private static final int IN_FLIGHT = 12;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final BusClient bus;
  private final Coordinator hub;

  private LoadedHub(Vertx vertx) {
    bus = new BusClient(vertx);
    hub = bus.coordinator();
  }

  /** The folder of the devlogs, and the store. */
  public static void main(String[] given) {
    Vertx vertx = Vertx.vertx();
    Awaiting.result(Daemon.start(vertx, config(Path.of(given[0]), given[1])));
    LoadedHub load = new LoadedHub(vertx);
    load.begin().onFailure(failure -> load.tell("failed", failure.toString()));
  }

  /** The store and the devlogs below one folder. */
  static Config config(Path folder) {
    return config(folder, "sqlite:" + folder.resolve("data/multichat.db"));
  }

  /** The devlogs below a folder, and a store. */
  static Config config(Path folder, String store) {
    Config usual = Config.defaults();
    return new Config(
        store,
        new DevlogSettings(true, folder.resolve("devlogs").toString()),
        usual.limits(),
        GuardSettings.off(),
        usual.recorder(),
        usual.delivery(),
        usual.retention(),
        usual.http().off(),
        usual.metrics(),
        usual.log(),
        usual.cluster());
  }

  private Future<?> begin() {
    return each(AGENTS, id -> hub.register(Caller.agent(id), Agent.of(id, id, "load", "")))
        .compose(registered -> each(SESSIONS, this::open))
        .compose(opened -> each(AGENTS, this::listen))
        .onSuccess(listening -> AGENTS.forEach(this::talk));
  }

  private static Future<?> each(
      List<String> all, java.util.function.Function<String, Future<?>> what) {
    return Future.all(all.stream().map(what).toList());
  }

  private Future<?> open(String session) {
    return hub.open(Caller.agent(AGENTS.get(0)), new Opening(session, session, AGENTS, false));
  }

  private Future<?> listen(String agent) {
    return bus.receive(Caller.agent(agent), message -> take(agent, message));
  }

  /** A request that is pushed again is answered in the same words under the same id. */
  private Future<?> take(String agent, Message message) {
    tell("shown", message.id());
    if (!message.awaitsReply()) {
      return Future.succeededFuture();
    }
    byte[] name = (agent + message.id()).getBytes(StandardCharsets.UTF_8);
    String id = UUID.nameUUIDFromBytes(name).toString();
    Draft reply = Draft.of(Kind.ACCEPT, List.of(), message.subject(), agent + " accepts.");
    return send(agent, reply.at(id, message.session(), message.id()));
  }

  private void talk(String agent) {
    IntStream.range(0, IN_FLIGHT).forEach(lane -> next(agent, lane));
  }

  private void next(String agent, int turn) {
    String session = SESSIONS.get(turn % SESSIONS.size());
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    send(agent, draft(agent, turn).at(id, session, null))
        .onSuccess(receipt -> next(agent, turn + IN_FLIGHT + 1));
  }

  private static Draft draft(String agent, int turn) {
    String other = AGENTS.get((AGENTS.indexOf(agent) + 1 + turn % 4) % AGENTS.size());
    String body = "Turn " + turn + " of " + agent + ".";
    return switch (turn % 5) {
      case 0 -> Draft.of(Kind.REQUEST, List.of(other), "Request " + turn, body);
      case 1 -> Draft.of(Kind.INFORM, List.of(), "To everybody here", body);
      default -> Draft.of(Kind.INFORM, List.of(other), "Notice " + turn, body);
    };
  }

  private Future<?> send(String agent, Draft draft) {
    tell("sending", agent + " " + Wire.text(draft));
    return hub.send(Caller.agent(agent), draft)
        .onSuccess(receipt -> tell("receipt", Wire.text(receipt)))
        .onFailure(failure -> tell("failed", failure.toString()));
  }

  private synchronized void tell(String what, String text) {
    try {
      out.write((what + " " + text + END + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
