package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Opening;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows and sends over any way in is brought over a SIGKILL by its own client. */
@Tag("it")
class LiveKillTest {
  private static final int KILLS = 5;
  private static final int PATIENCE_S = 30;
  private static final String STREAM = "stream";
  private static final String SOCKET = "socket";
  private static final String BRIDGE = "bridge";
  private static final List<String> RECIPIENTS = List.of(STREAM, SOCKET, BRIDGE);

  private final Vertx vertx = Vertx.vertx();
  private final ToldLedger told = new ToldLedger();
  private final Map<String, ShownLedger> shown = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<StubbornSender> senders = new ArrayList<>();
  @TempDir Path folder;
  private Served served;
  private URI url;
  private Agents agents;

  @BeforeEach
  void begin() throws Exception {
    served = Served.in(folder);
    url = served.url();
    agents = new Agents(vertx, url, folder);
    RECIPIENTS.forEach(id -> shown.put(id, new ShownLedger(told)));
    receive();
    send();
  }

  private void receive() {
    Agents.Known first = agents.enrolled(STREAM);
    HubClient client = agents.client(first);
    open.add(
        new StreamRecipient(
                vertx, first.caller(), client.coordinator(), client::followInbox, shown.get(STREAM))
            .begun());
    Agents.Known second = agents.enrolled(SOCKET);
    HubSocket socket = agents.socket(second);
    open.add(
        new StreamRecipient(
                vertx,
                second.caller(),
                socket.coordinator(),
                socket::followInbox,
                shown.get(SOCKET))
            .begun());
    Agents.Known third = agents.enrolled(BRIDGE);
    open.add(new BridgeRecipient(vertx, url, third, shown.get(BRIDGE)).begun());
  }

  private void send() {
    Agents.Known north = agents.enrolled("north");
    Agents.Known south = agents.enrolled("south");
    Coordinator http = agents.client(north).coordinator();
    Coordinator socket = agents.socket(south).coordinator();
    for (String to : RECIPIENTS) {
      Opening opening = new Opening(to, to, List.of("south", to), false);
      Awaiting.result(http.open(north.caller(), opening));
      senders.add(new StubbornSender(vertx, north.caller(), http, to, told).begun());
      senders.add(new StubbornSender(vertx, south.caller(), socket, to, told).begun());
    }
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    agents.close();
    served.close();
    Awaiting.result(vertx.close());
  }

  @Test
  void eachResumesAndTheLedgersAgree(TestReporter reporter) throws Exception {
    long seed = System.nanoTime();
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      everybodyIsShownMore();
      Awaiting.result(vertx.timer(random.nextInt(1, 600), TimeUnit.MILLISECONDS));
      served.kill();
      served = Served.in(folder, "--set", "http.port=" + url.getPort());
    }
    everybodyIsShownMore();
    Awaiting.result(Future.all(senders.stream().map(StubbornSender::stop).toList()));
    RECIPIENTS.forEach(this::tookEverything);

    assertThat(served.terminate(10)).isEqualTo(143);
    StoredLog stored = new StoredLog();
    stored.readOn(vertx, "sqlite:" + folder.resolve("data/multichat.db"));
    stored.holds(told);
    assertThat(stored.size()).isEqualTo(told.receiptCount());
    told.receipts().values().forEach(r -> assertThat(shown.get(r.session()).has(r.id())).isTrue());
    assertThat(told.unanswered()).isEmpty();
    tell(reporter);
  }

  private void everybodyIsShownMore() {
    shown.forEach(
        (id, each) -> {
          int before = each.size();
          eventually(id + " is shown more", () -> each.size() > before + 5);
        });
  }

  private void tookEverything(String id) {
    assertThat(shown.get(id).troubles()).as(id).isEmpty();
    eventually(id + " took everything", () -> isEmpty(id));
    assertThat(shown.get(id).troubles()).as(id).isEmpty();
  }

  private boolean isEmpty(String agent) {
    InboxQuery rest = new InboxQuery(agent, 0, 1, null);
    return Awaiting.result(agents.operator().coordinator().inbox(Caller.operator(), rest))
        .items()
        .isEmpty();
  }

  private void tell(TestReporter reporter) {
    reporter.publishEntry("kills", KILLS + ", " + told.receiptCount() + " receipts");
    shown.forEach(
        (id, each) ->
            reporter.publishEntry(
                id,
                "%d shown, %d of them again, %d acknowledgements answered"
                    .formatted(each.size(), each.repeats(), each.answers())));
  }

  private void eventually(String what, BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " in time").isLessThan(until);
      Awaiting.result(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
  }
}
