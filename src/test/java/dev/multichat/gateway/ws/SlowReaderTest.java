package dev.multichat.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ReceiptState;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who takes nothing harms nobody, is cut, and loses nothing. */
class SlowReaderTest extends SocketTrial {
  private static final String LONG = "x".repeat(4000);
  private static final int MANY = 1500;

  @Override
  Map<String, String> http() {
    return Map.of("http.slowReaderMs", "300");
  }

  @Test
  void theOthersGoOnAndItResumesByCursor() throws Exception {
    try (Peer stuck = peer(three);
        Peer other = peer(two)) {
      stuck.ask(1, "inboxStream", new JsonObject()).answer();
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        JsonObject receipt = other.ask(i, "send", message(THREE, LONG)).answer();
        sent.add(receipt.getJsonObject("body").getString("id"));
      }
      eventually(() -> !isThere());

      List<JsonObject> taken = untilTheEnd(stuck);
      assertThat(taken.size()).isLessThan(MANY);
      JsonObject last = taken.isEmpty() ? null : taken.get(taken.size() - 1);
      int behind = last == null ? 0 : sent.indexOf(last.getJsonObject("data").getString("id")) + 1;
      assertThat(state(sent.get(MANY - 1))).isEqualTo(ReceiptState.RECORDED);
      try (Peer again = peer(three)) {
        JsonObject from =
            last == null
                ? new JsonObject()
                : new JsonObject().put("cursor", last.getString("cursor"));
        again.ask(1, "inboxStream", from).answer();
        Set<String> rest = new HashSet<>();
        for (int i = behind; i < MANY; i++) {
          rest.add(again.answer().getJsonObject("data").getString("id"));
        }
        assertThat(rest).hasSize(MANY - behind).containsAll(sent.subList(behind, MANY));
      }
    }
  }

  @Test
  void whoAsksAndTakesNoAnswerIsCut() throws Exception {
    for (int i = 0; i < 200; i++) {
      sent(LONG);
    }
    try (Peer stuck = peer(three)) {
      stuck.ask(0, "inboxStream", new JsonObject()).answer();
      assertThat(isThere()).isTrue();
      for (int i = 1; i < 60; i++) {
        stuck.ask(i, "inbox", new JsonObject().put("limit", 500));
      }
      eventually(() -> !isThere());
    }
  }

  @Test
  void whoPingsAndReadsNothingFillsNoMemory() throws Exception {
    byte[] most = new byte[125];
    Runtime runtime = Runtime.getRuntime();
    try (Peer peer = peer(three)) {
      System.gc();
      long before = runtime.totalMemory() - runtime.freeMemory();
      for (int i = 0; i < 400_000; i++) {
        peer.part(Peer.PING, true, most);
      }
      System.gc();
      assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(40_000_000);
      try (Peer other = peer(two)) {
        assertThat(other.ask(1, "inbox", new JsonObject()).answer().containsKey("body")).isTrue();
      }
    }
  }

  private boolean isThere() {
    return dev.multichat.store.contract.Trial.await(
            daemon.coordinator().presence(dev.multichat.contract.Scene.OPERATOR, THREE))
        .get(0)
        .present();
  }

  private static List<JsonObject> untilTheEnd(Peer peer) throws Exception {
    List<JsonObject> all = new ArrayList<>();
    try {
      for (; ; ) {
        all.add(peer.answer());
      }
    } catch (EOFException | java.net.SocketException end) {
      return all;
    }
  }
}
