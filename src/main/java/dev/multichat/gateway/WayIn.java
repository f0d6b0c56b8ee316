package dev.multichat.gateway;

import io.vertx.ext.web.Router;
import java.util.List;

/** Another way in on the server of HTTP. What comes to it has passed that server's edge. */
public interface WayIn {
  /** The subprotocols (RFC 6455, 1.9) that the server agrees to. */
  List<String> PROTOCOLS = List.of("multichat.v1");

  /**
   * Under which a request's context has the Runnable that is to be called once the WebSocket, which
   * the request became, is closed: nothing else tells the server that this connection is gone.
   */
  String WHEN_CLOSED = "whenClosed";

  /** Puts its routes on the router. */
  void serve(Router router);

  /** Tells those that are connected that the hub stops, and takes nothing more. */
  void close();
}
