package dev.multichat.wire;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** The body of {@code enrol}: a card and, beside its fields, {@code access} ({@code agent}). */
public record Enrolment(Agent card, Access access) {
  private static final String ACCESS = "access";

  /** Reads the body; INVALID names the field. */
  public static Enrolment decode(JsonObject json) {
    Fields.known(json, Agent.class, ACCESS);
    JsonObject card = new JsonObject(new java.util.LinkedHashMap<>(json.getMap()));
    Object given = card.remove(ACCESS);
    return new Enrolment(Wire.decode(card, Agent.class), access(given == null ? "agent" : given));
  }

  private static Access access(Object given) {
    return Arrays.stream(Access.values())
        .filter(access -> access.toString().equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                MultichatException.invalid(
                    "'access' is '"
                        + Texts.shown(String.valueOf(given))
                        + "'; it must be one of agent, reader, operator."));
  }

  /** The body for this card and access. */
  public static JsonObject encode(Agent card, Access access) {
    return Wire.json(card).put(ACCESS, access.toString());
  }
}
