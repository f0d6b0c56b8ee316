package dev.multichat.contract;

import dev.multichat.core.Draft;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** What somebody is about to say, as JSON and as a draft. */
public final class Note {
  private final JsonObject json = new JsonObject().put("body", "Hello");

  private Note() {}

  /** To nobody by name when no recipient is given. */
  public static Note to(String... agents) {
    Note note = new Note();
    return agents.length == 0 ? note : note.with("to", new JsonArray(List.of(agents)));
  }

  public static Note request(String... agents) {
    return to(agents).with("kind", "request");
  }

  public static String uuid() {
    return UUID.randomUUID().toString();
  }

  public Note with(String field, Object value) {
    json.put(field, value);
    return this;
  }

  public Note id(String id) {
    return with("id", id);
  }

  public Note in(String session) {
    return with("session", session);
  }

  public Note answers(String message) {
    return with("inReplyTo", message);
  }

  public Note kind(String kind) {
    return with("kind", kind);
  }

  public Note body(String body) {
    return with("body", body);
  }

  public JsonObject json() {
    return json.copy();
  }

  public Draft draft() {
    return Wire.decode(json, Draft.class);
  }
}
