package dev.multichat.gateway;

import dev.multichat.core.Authentication;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Texts;
import dev.multichat.wire.Brake;
import dev.multichat.wire.Endpoint;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Whom a request comes from: its bearer token (RFC 6750) says so, and nothing else. */
public final class Door {
  /**
   * What a caller comes with.
   *
   * @param claim as which agent an operator calls, or who calls once more; absent: as the token
   *     says
   */
  public record Credentials(String token, @Nullable String claim) {
    @Override
    public String toString() {
      return "***";
    }
  }

  private static final Brake FORGED = new Brake(LoggerFactory.getLogger(Door.class));
  private static final String SCHEME = "Bearer ";

  private final Authentication authentication;

  public Door(Authentication authentication) {
    this.authentication = authentication;
  }

  /** The caller; UNAUTHENTICATED, or FORBIDDEN for who claims to be another. */
  public Caller caller(HttpServerRequest request) {
    return caller(credentials(request));
  }

  /** What a request comes with; UNAUTHENTICATED without a token, FORBIDDEN for two claims. */
  public static Credentials credentials(HttpServerRequest request) {
    List<String> given = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (given.size() != 1) {
      throw unauthenticated("The header 'Authorization: Bearer mc_…' is missing.");
    }
    List<String> claims = request.headers().getAll(Endpoint.AS);
    if (claims.size() > 1) {
      throw MultichatException.forbidden("The header " + Endpoint.AS + " is there twice.");
    }
    return credentials(given.get(0), claims.isEmpty() ? null : claims.get(0));
  }

  /** The same out of the values of both headers, however they came. */
  public static Credentials credentials(String authorization, @Nullable String claim) {
    return new Credentials(token(authorization), claim);
  }

  /** The caller of these credentials, as of now: a token may have been taken away. */
  public Caller caller(Credentials credentials) {
    Caller known = known(credentials.token());
    return credentials.claim() == null ? known : claimed(known, Names.party(credentials.claim()));
  }

  private static Caller claimed(Caller known, String claimed) {
    if (claimed.equals(known.agent())) {
      return known;
    }
    if (!known.isOperator() || Names.isHubs(claimed)) {
      FORGED.warn(
          known.agent(),
          "'" + known.agent() + "' claimed to be '" + Texts.shown(claimed) + "' and was refused");
      throw MultichatException.forbidden(
          "The call is as '"
              + claimed
              + "', but the token is of '"
              + known.agent()
              + "'; only an operator may call as an agent.");
    }
    return Caller.agent(claimed);
  }

  private Caller known(String token) {
    return authentication
        .authenticate(token)
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
