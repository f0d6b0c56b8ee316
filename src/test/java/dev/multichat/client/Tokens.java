package dev.multichat.client;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.config.Config;
import dev.multichat.config.ConfigLoader;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Issued;
import dev.multichat.wire.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An operator calls as agents; every reader gets a token the first time that it calls. */
public final class Tokens implements Transport {
  private static final String FILE = "operator.token";

  private final Vertx vertx;
  private final URI url;
  private final boolean sockets;
  private final String operators;
  private final Map<String, Transport> ways = new ConcurrentHashMap<>();

  /**
   * @param secrets the folder in which the operator's token is
   */
  public Tokens(Vertx vertx, URI url, Path secrets) {
    this(vertx, url, secrets, false);
  }

  /**
   * @param sockets whether calls go over WebSockets
   */
  Tokens(Vertx vertx, URI url, Path secrets, boolean sockets) {
    this.sockets = sockets;
    this.vertx = vertx;
    this.url = url;
    this.operators = operators(secrets);
  }

  /** This configuration with HTTP on a free port, and the operator's token in this folder. */
  public static Config served(Config inside, Path secrets) {
    return served(inside, secrets, Map.of());
  }

  /** The same, and these keys of the configuration otherwise than usual. */
  public static Config served(Config inside, Path secrets, Map<String, String> keys) {
    Map<String, String> flags = new HashMap<>(keys);
    flags.putIfAbsent("http.port", "0");
    flags.put("http.tokenFile", secrets.resolve(FILE).toString());
    Config outside = new ConfigLoader(Map.of(), secrets).load(null, flags).config();
    return new Config(
        inside.store(),
        inside.devlogs(),
        inside.limits(),
        inside.guards(),
        inside.recorder(),
        inside.delivery(),
        inside.retention(),
        outside.http(),
        inside.metrics(),
        inside.log(),
        inside.cluster());
  }

  /** The operator's token of a daemon that was started. */
  public static String operators(Path secrets) {
    try {
      return Files.readString(secrets.resolve(FILE)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait) {
    boolean reads = caller.access() == Access.READER;
    String who = reads ? caller.agent() : "operator";
    return ways.computeIfAbsent(who, id -> way(reads ? reader(id) : operators))
        .call(caller, operation, body, wait);
  }

  private Transport way(String token) {
    Nodes hub = new Nodes(List.of(url), token, null);
    return sockets ? new SocketTransport(vertx, hub) : new HttpTransport(vertx, hub, 8);
  }

  private String reader(String id) {
    HubClient operator = new HubClient(vertx, url, operators);
    Issued issued =
        await(
            operator
                .identities()
                .enrol(Caller.operator(), Agent.of(id, id, "", ""), Access.READER));
    await(operator.close());
    return issued.token();
  }
}
