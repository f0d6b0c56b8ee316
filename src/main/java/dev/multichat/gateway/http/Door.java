package dev.multichat.gateway.http;

import dev.multichat.core.Authentication;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Texts;
import dev.multichat.wire.Endpoint;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a request comes from: its bearer token (RFC 6750) says so, and nothing else. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final String SCHEME = "Bearer ";

  private final Authentication authentication;

  Door(Authentication authentication) {
    this.authentication = authentication;
  }

  /** The caller; UNAUTHENTICATED, or FORBIDDEN for who claims to be another. */
  Caller caller(HttpServerRequest request) {
    Caller known = authenticated(request);
    List<String> claims = request.headers().getAll(Endpoint.AS);
    if (claims.isEmpty()) {
      return known;
    }
    String claimed = Names.party(claims.get(0));
    if (claims.size() == 1 && claimed.equals(known.agent())) {
      return known;
    }
    if (claims.size() > 1 || !known.isOperator() || Names.isHubs(claimed)) {
      LOG.warn("'{}' claimed to be '{}' and was refused", known.agent(), Texts.shown(claimed));
      throw MultichatException.forbidden(
          "The header "
              + Endpoint.AS
              + " is '"
              + claimed
              + "', but the token is of '"
              + known.agent()
              + "'; only an operator may call as an agent.");
    }
    return Caller.agent(claimed);
  }

  private Caller authenticated(HttpServerRequest request) {
    List<String> given = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (given.size() != 1) {
      throw unauthenticated("The header 'Authorization: Bearer mc_…' is missing.");
    }
    return authentication
        .authenticate(token(given.get(0)))
        .orElseThrow(
            () -> unauthenticated("The token is of nobody; it may be mistyped or taken away."));
  }

  private static String token(String header) {
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? header.substring(SCHEME.length()).strip() : "";
  }

  private static MultichatException unauthenticated(String why) {
    return new MultichatException(
        ErrorCode.UNAUTHENTICATED, why + " An operator gives tokens out: multichat agent add ID.");
  }
}
