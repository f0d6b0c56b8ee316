package dev.multichat.wire;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Drafts as gateways take them: the sender is whoever calls, whatever the body claims. */
public final class Drafts {
  private static final Brake FORGED = new Brake(LoggerFactory.getLogger(Drafts.class));
  private static final String FROM = "from";
  private static final String QUOTED_FROM = "\"" + FROM + "\"";

  private Drafts() {}

  /** The draft of this caller; FORBIDDEN for one that names another sender, which is logged. */
  public static Draft of(Caller caller, JsonObject json) {
    return Wire.decode(own(caller, json), Draft.class);
  }

  /** The same from JSON text, without a detour for bodies that name no sender. */
  public static Draft of(Caller caller, String json) {
    return json.contains(QUOTED_FROM)
        ? of(caller, Wire.object(json))
        : Wire.decode(json, Draft.class);
  }

  /** The draft with an id, so that sending it again cannot double it. */
  public static Draft identified(Draft draft) {
    return draft.id() != null || draft.key() != null
        ? draft
        : draft.at(
            UuidCreator.getTimeOrderedEpoch().toString(), draft.session(), draft.inReplyTo());
  }

  /** The body without the sender that it names, if it names one. */
  static JsonObject own(Caller caller, JsonObject json) {
    if (!json.containsKey(FROM)) {
      return json;
    }
    Object claimed = json.getValue(FROM);
    String name = String.valueOf(claimed);
    if (claimed != null && !name.toLowerCase(Locale.ROOT).equals(caller.agent())) {
      FORGED.warn(
          caller.agent(),
          "'" + caller.agent() + "' claimed to be '" + Texts.shown(name) + "' and was refused");
      throw MultichatException.forbidden(
          "'from' is '"
              + Texts.shown(name)
              + "', but you are '"
              + caller.agent()
              + "'; leave it out, since the hub stamps who sends.");
    }
    JsonObject rest = new JsonObject(new java.util.LinkedHashMap<>(json.getMap()));
    rest.remove(FROM);
    return rest;
  }
}
