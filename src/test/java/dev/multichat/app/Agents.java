package dev.multichat.app;

import dev.multichat.client.HubClient;
import dev.multichat.client.HubSocket;
import dev.multichat.client.Tokens;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Issued;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;

/** Agents of a daemon that is another process, with tokens of their own, and ways to reach it. */
final class Agents implements AutoCloseable {
  private final Vertx vertx;
  private final URI url;
  private final String token;
  private final HubClient operator;

  /** One of them. */
  record Known(Caller caller, String token) {}

  /**
   * @param folder in which the daemon works
   */
  Agents(Vertx vertx, URI url, Path folder) {
    this.vertx = vertx;
    this.url = url;
    this.token = Tokens.operators(folder.resolve("data"));
    this.operator = new HubClient(vertx, url, token);
  }

  Known enrolled(String id) {
    Agent card = Agent.of(id, id, "", "");
    Issued issued =
        Awaiting.result(operator.identities().enrol(Caller.operator(), card, Access.AGENT));
    return new Known(Caller.agent(id), issued.token());
  }

  /** The operator's own client. */
  HubClient operator() {
    return operator;
  }

  String operatorToken() {
    return token;
  }

  HubClient client(Known agent) {
    return new HubClient(vertx, url, agent.token());
  }

  HubSocket socket(Known agent) {
    return new HubSocket(vertx, url, agent.token());
  }

  @Override
  public void close() {
    Awaiting.result(operator.close());
  }
}
