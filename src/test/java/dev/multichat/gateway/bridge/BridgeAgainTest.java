package dev.multichat.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.DeliverySettings;
import dev.multichat.contract.Note;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who does not answer in time is asked again. */
class BridgeAgainTest extends BridgeTrial {
  private static final String ADA = "multichat.agent.ada";

  @Override
  DeliverySettings delivery() {
    return new DeliverySettings(300, 5, 20, 1000);
  }

  @Test
  void whatIsNotAnsweredComesAgainAndTheLateReplyIsRefused() {
    sent("bo", Note.to("ada"));
    Peer peer = peer(ada).register(ADA);
    JsonObject late = pushed(peer, ADA, 1);
    JsonObject again = pushed(peer, ADA, 2);
    assertThat(again.getJsonObject("body")).isEqualTo(late.getJsonObject("body"));
    assertThat(again.getString("replyAddress")).isNotEqualTo(late.getString("replyAddress"));
    peer.say(reply(again)).say(reply(again));
    eventually(() -> peer.failures().equals(List.of(403)));
  }
}
