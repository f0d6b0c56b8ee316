package dev.multichat.gateway;

import io.vertx.ext.web.Router;
import java.util.List;

/** Another way in on the server of HTTP. What comes to it has passed that server's edge. */
public interface WayIn {
  /** The subprotocols (RFC 6455, 1.9) that the server agrees to. */
  List<String> PROTOCOLS = List.of("multichat.v1");

  /** Puts its routes on the router. */
  void serve(Router router);

  /** Tells those that are connected that the hub stops, and takes nothing more. */
  void close();
}
