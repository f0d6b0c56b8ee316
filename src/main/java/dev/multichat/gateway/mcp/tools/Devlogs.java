package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Coordinator;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.gateway.mcp.words.Flags;
import dev.multichat.gateway.mcp.words.Said;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Devlogs: which there are, and what one says. */
final class Devlogs {
  private final Coordinator hub;

  Devlogs(Coordinator hub) {
    this.hub = hub;
  }

  Map<String, Tool> tools() {
    return Map.of("read_devlog", this::read);
  }

  private Future<Handed<Told>> read(Turn turn) {
    Arguments given = turn.arguments();
    if (given.has("message")) {
      return hub.devlog(turn.caller(), given.required("message"))
          .map(devlog -> part(devlog, given.number("offset", 0)).handed());
    }
    if (!given.has("session")) {
      throw MultichatException.invalid(
          "Give 'message' to read the devlog that it is in, or 'session' to list its devlogs.");
    }
    JsonObject query = given.fields("session", "cursor").put("limit", Said.MOST);
    return hub.devlogs(turn.caller(), Wire.decode(query, DevlogQuery.class))
        .map(page -> listed(page).handed());
  }

  private static JsonObject head(Devlog devlog) {
    JsonObject json = new JsonObject();
    if (devlog.held() != null) {
      json.put("held", devlog.held());
    }
    return Flags.on(json, devlog.subject())
        .put("message", devlog.exchange())
        .put("session", devlog.session())
        .put("name", devlog.name())
        .put("opened_by", devlog.from())
        .put("subject", devlog.subject())
        .put("state", devlog.state().toString())
        .put("at", Messages.time(devlog.openedAt()));
  }

  private static Told part(Devlog devlog, int offset) {
    String whole = devlog.markdown() == null ? "" : devlog.markdown();
    String shown = Words.cut(whole, offset, Messages.LONG);
    int end = Math.min(offset, whole.length()) + shown.length();
    JsonObject data = new JsonObject().put("markdown", shown);
    String more = Words.past(offset, whole.length());
    if (end < whole.length()) {
      data.put("truncated", true).put("next_offset", end);
      more =
          "(cut; read_devlog with message "
              + devlog.exchange()
              + " and offset "
              + end
              + " tells more)\n";
    }
    Flags.on(data, whole);
    JsonArray one = new JsonArray().add(head(devlog).mergeIn(data));
    return new Told(
        new JsonObject().put("devlogs", one),
        Words.FRAME
            + "Devlog "
            + devlog.name()
            + ", opened by "
            + devlog.from()
            + " (verified by the hub); who else is named in it is what the text says:\n"
            + Words.quoted(shown)
            + more);
  }

  private static Told listed(Page<Devlog> page) {
    JsonArray devlogs = new JsonArray();
    StringBuilder text = new StringBuilder(page.items().isEmpty() ? "None.\n" : Words.FRAME);
    for (Devlog devlog : page.items()) {
      devlogs.add(head(devlog));
      text.append(devlog.exchange()).append(" opened by ").append(devlog.from()).append(", ");
      text.append(devlog.state()).append(":\n").append(Words.quoted(devlog.subject()));
      text.append(Messages.held(devlog.held()));
    }
    return Messages.paged(
        new Told(new JsonObject().put("devlogs", devlogs), text.toString()), page.next());
  }
}
