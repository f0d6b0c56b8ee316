package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * As whom one connection calls. The first token that counts binds it to whom the token is of; each
 * frame is then as of now, since a token may have been taken away.
 */
final class Badge {
  private static final String TOKEN = "Authorization";

  private final Door door;
  private final Places places;
  private @Nullable String token;
  private @Nullable String claim;
  private @Nullable Caller holder;

  Badge(Door door, Places places) {
    this.door = door;
    this.places = places;
  }

  /** Binds the connection; UNAUTHENTICATED, FORBIDDEN, or LIMITED for one connection too many. */
  void bind(Door.Credentials credentials) {
    door.caller(credentials);
    present(credentials.token());
    claim = credentials.claim();
  }

  /** Who a frame is from. */
  Caller caller(Frame frame) {
    String given = frame.header(TOKEN);
    if (given != null) {
      present(Door.credentials(given, null).token());
    }
    if (token == null) {
      throw new MultichatException(
          ErrorCode.UNAUTHENTICATED,
          "Nobody knows who you are; send the header 'Authorization: Bearer mc_…' in the frame's"
              + " headers.");
    }
    String claimed = frame.header(Endpoint.AS);
    return door.caller(new Door.Credentials(token, claimed == null ? claim : claimed));
  }

  /** Another token of the same holder takes the place of the one before. */
  private void present(String given) {
    if (given.equals(token)) {
      return;
    }
    Caller known = door.caller(new Door.Credentials(given, null));
    if (holder == null) {
      places.take(known);
      holder = known;
    } else if (!holder.equals(known)) {
      throw MultichatException.forbidden(
          "This connection is of '"
              + holder.agent()
              + "', but the token is of '"
              + known.agent()
              + "'; open another connection for it.");
    }
    token = given;
  }

  boolean isBound() {
    return holder != null;
  }

  /** Whether the token that bound it still counts; also as long as there was none. */
  boolean holds() {
    if (token == null) {
      return true;
    }
    try {
      return door.caller(new Door.Credentials(token, null)).equals(holder);
    } catch (MultichatException ended) {
      return false;
    }
  }

  /** Whose memory counts what the connection sends; all strangers have one share together. */
  String payer() {
    return holder == null ? "" : holder.agent();
  }

  @Override
  public String toString() {
    return holder == null ? "nobody" : "'" + holder.agent() + "'";
  }

  /** The connection is gone. */
  void leave() {
    if (holder != null) {
      places.give(holder);
    }
  }
}
