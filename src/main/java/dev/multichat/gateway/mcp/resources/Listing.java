package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Rfc3339;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a caller may read: its inbox, then its sessions, newest activity first, each
 * followed by its devlogs. The hub lists devlogs by session only, so a page walks.
 */
final class Listing {
  private static final int MOST = 50;
  private static final int TITLE = 120;

  private final Coordinator hub;
  private final Caller caller;
  private final JsonArray resources = new JsonArray();
  private final Set<String> known = new HashSet<>();

  Listing(Coordinator hub, Caller caller) {
    this.hub = hub;
    this.caller = caller;
  }

  /** The page behind a cursor; INVALID for one that was not given out here. */
  Future<JsonObject> page(@Nullable String cursor) {
    Place from = Place.of(cursor);
    if (cursor == null) {
      add(Address.INBOX, "inbox", "Your inbox", "What waits for you; reading marks nothing.");
    }
    return from.session() == null ? nextSession(from) : devlogs(from, from.session());
  }

  private Future<JsonObject> nextSession(Place at) {
    if (resources.size() >= MOST) {
      return Future.succeededFuture(listed(at));
    }
    return hub.sessions(caller, new SessionQuery(null, null, null, 1, at.sessions()))
        .compose(
            page -> {
              if (page.items().isEmpty()) {
                return Future.succeededFuture(listed(null));
              }
              Session session = page.items().get(0);
              add(session);
              return devlogs(new Place(page.next(), session.id(), null), session.id());
            });
  }

  private Future<JsonObject> devlogs(Place at, String session) {
    int room = MOST - resources.size();
    if (room <= 0) {
      return Future.succeededFuture(listed(at));
    }
    return hub.devlogs(caller, new DevlogQuery(session, room, at.devlogs()))
        .recover(Listing::noneOfWhatWasLeft)
        .compose(
            page -> {
              page.items().forEach(this::add);
              if (page.next() != null) {
                return devlogs(new Place(at.sessions(), session, page.next()), session);
              }
              return at.sessions() == null
                  ? Future.succeededFuture(listed(null))
                  : nextSession(new Place(at.sessions(), null, null));
            });
  }

  /** Between two pages a caller may have left the session. */
  private static Future<Page<Devlog>> noneOfWhatWasLeft(Throwable why) {
    ErrorCode code = MultichatException.codeOf(why);
    return code == ErrorCode.FORBIDDEN || code == ErrorCode.NOT_FOUND
        ? Future.succeededFuture(new Page<>(List.of(), null))
        : Future.failedFuture(why);
  }

  private void add(Session session) {
    add(
            Address.of(Address.Kind.SESSION, session.id()),
            session.id(),
            "Session " + Words.line(session.topic(), TITLE),
            "A conversation that " + session.initiator() + " opened; " + session.state() + ".")
        .put(
            "annotations",
            new JsonObject().put("lastModified", Rfc3339.text(session.lastActivityAt())));
  }

  /** An exchange that began as a notice is listed twice by the hub, and read at one address. */
  private void add(Devlog devlog) {
    Address address = Address.of(Address.Kind.DEVLOG, devlog.exchange());
    if (known.add(address.uri())) {
      add(
          address,
          devlog.name(),
          "Devlog " + Words.line(devlog.subject(), TITLE),
          "What came of the exchange that "
              + devlog.from()
              + " opened in the session "
              + devlog.session()
              + "; "
              + devlog.state()
              + ".");
    }
  }

  private JsonObject add(Address address, String name, String title, String description) {
    JsonObject resource =
        new JsonObject()
            .put("uri", address.uri())
            .put("name", name)
            .put("title", title)
            .put("description", description)
            .put("mimeType", Library.MARKDOWN);
    resources.add(resource);
    return resource;
  }

  private JsonObject listed(@Nullable Place next) {
    JsonObject page = new JsonObject().put("resources", resources);
    return next == null ? page : page.put("nextCursor", next.cursor());
  }
}
