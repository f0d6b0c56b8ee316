package dev.multichat.store.redis;

import dev.multichat.core.Agenda;
import dev.multichat.core.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What awaits an agent, made of what each message's stamp and brief tell. */
final class Agendas {
  private Agendas() {}

  static Agenda of(String agent, Response told) {
    List<Agenda.Awaiting> awaiting = new ArrayList<>();
    told.get(0).forEach(row -> awaiting.add(awaiting(row)));
    List<Agenda.Step> steps = new ArrayList<>();
    told.get(1).forEach(row -> steps.add(step(row)));
    return new Agenda(agent, awaiting, steps);
  }

  /** Id, session, sender, kind, subject and reply-by of a message, from its first two lines. */
  static JsonArray brief(Response told) {
    String text = told.toString();
    return new JsonArray(text.substring(text.indexOf('\n') + 1));
  }

  private static Instant at(Response told) {
    String text = told.toString();
    long millis = new JsonObject(text.substring(0, text.indexOf('\n'))).getLong("t");
    return Instant.ofEpochMilli(millis);
  }

  private static Agenda.Awaiting awaiting(Response row) {
    JsonArray m = brief(row.get(0));
    Instant replyBy = time(m.getLong(5));
    return new Agenda.Awaiting(
        m.getString(0),
        m.getString(1),
        row.get(1).toString(),
        m.getString(2),
        Kind.valueOf(m.getString(3).toUpperCase(Locale.ROOT)),
        m.getString(4),
        at(row.get(0)),
        replyBy,
        replyBy != null && row.get(2).toInteger() == 1);
  }

  private static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Agenda.Step step(Response row) {
    JsonArray m = brief(row.get(0));
    return new Agenda.Step(
        row.get(1).toString(), m.getString(0), m.getString(1), m.getString(2), at(row.get(0)));
  }
}
