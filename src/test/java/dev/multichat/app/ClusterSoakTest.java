package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes under load on one Redis, of which one after the other is killed, paused or stopped:
 * {@code mvn -Psoak test -Dtest=ClusterSoakTest}. Fewer faults with {@code -Dsoak.faults=3},
 * another rate with {@code -Dsoak.rate}, the same faults again with {@code -Dsoak.seed}.
 */
@Tag("soak")
class ClusterSoakTest {
  private static final int NODES = 3;
  private static final int SENDERS = 15;
  private static final int RECIPIENTS = 6;
  private static final int LONG_RUN = 30;
  private static final int FAULTS = Integer.getInteger("soak.faults", LONG_RUN);
  private static final int RATE = Integer.getInteger("soak.rate", 600);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final long PAUSE_SECONDS = 12;
  private static final long WARM_UP_SECONDS = 10;

  /** What happens to a node. */
  private enum Fault {
    SIGKILL,
    SIGSTOP,
    SIGTERM
  }

  private final Vertx vertx = Vertx.vertx();
  private final SoakLedger ledger = new SoakLedger();
  private final Recoveries recoveries = new Recoveries();
  private final List<Served> served = new ArrayList<>();
  private final List<URI> urls = new ArrayList<>();
  private final List<HubSocket> sockets = new ArrayList<>();
  private final List<SoakSender> senders = new ArrayList<>();
  private final List<SoakRecipient> recipients = new ArrayList<>();
  private final Random random = new Random(SEED);
  @TempDir Path folder;
  private Nodes nodes;
  private Agents agents;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, NODES);
    for (int number = 0; number < NODES; number++) {
      served.add(nodes.start(number));
      urls.add(served.get(number).url());
    }
    agents = new Agents(vertx, urls.get(0), nodes.shared());
    for (int i = 0; i < RECIPIENTS; i++) {
      Agents.Known known = agents.enrolled("reader-" + i);
      recipients.add(new SoakRecipient(vertx, known.caller(), socket(known, i), ledger).begun());
    }
    for (int i = 0; i < SENDERS; i++) {
      talk(i);
    }
  }

  /** Each begins at another node, and those of one node go to different ones when it fails. */
  private HubSocket socket(Agents.Known known, int i) {
    int step = i % 2 == 0 ? 1 : NODES - 1;
    List<URI> from =
        IntStream.range(0, NODES).mapToObj(n -> urls.get((i + n * step) % NODES)).toList();
    HubSocket socket = new HubSocket(vertx, from, known.token(), null);
    sockets.add(socket);
    return socket;
  }

  private void talk(int i) {
    Agents.Known known = agents.enrolled("sender-" + i);
    String session = "talk-" + i;
    String to = "reader-" + i % RECIPIENTS;
    Opening opening = new Opening(session, session, List.of(to), false);
    Awaiting.result(agents.client(known).coordinator().open(known.caller(), opening));
    ledger.opened(session);
    long every = TimeUnit.SECONDS.toNanos(SENDERS) / RATE;
    SoakSender.Talk talk = new SoakSender.Talk(known.caller(), session, to, every);
    senders.add(new SoakSender(vertx, socket(known, i), talk, ledger).begun());
  }

  @AfterEach
  void end() {
    sockets.forEach(HubSocket::close);
    agents.close();
    nodes.close();
    Awaiting.result(vertx.close());
  }

  @Test
  void nothingIsLostDoubledOrOutOfOrderWhateverHappensToANode() throws Exception {
    System.out.printf("soak.seed=%d, %d faults, %d messages/s asked%n", SEED, FAULTS, RATE);
    pause(TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS));
    everybodyIsServed();
    long before = ledger.receipts();
    long began = System.nanoTime();
    List<Fault> faults = new ArrayList<>();
    for (int number = 1; number <= FAULTS; number++) {
      happens(number, occupied(), next(faults));
    }
    double rate = (ledger.receipts() - before) * 1e9 / (System.nanoTime() - began);
    Awaiting.result(Future.all(senders.stream().map(SoakSender::stop).toList()));
    assertThat(ledger.troubles()).isEmpty();
    eventually(vertx, "shown", ledger::isAllShown);
    eventually(vertx, "acknowledged", this::isEveryInboxEmpty);
    recipients.forEach(SoakRecipient::close);

    System.out.printf(
        Locale.ROOT, "%,d receipts, %.0f/s with the faults%n", ledger.receipts(), rate);
    System.out.printf(Locale.ROOT, "%d shown again%n%s", ledger.repeats(), recoveries);
    assertThat(ledger.troubles()).isEmpty();
    ledger.everythingWasShownInOrder();
    ledger.holdsAgainst(vertx, nodes.redis().url());
    if (FAULTS >= LONG_RUN) {
      assertThat(rate).isGreaterThanOrEqualTo(500);
      assertThat(recoveries.percentile("SIGKILL", 99)).isLessThanOrEqualTo(3);
      assertThat(recoveries.percentile("SIGSTOP", 99)).isLessThanOrEqualTo(10);
    }
  }

  /** An acknowledgement whose answer was lost counts as well. */
  private boolean isEveryInboxEmpty() {
    Coordinator hub = agents.operator().coordinator();
    return IntStream.range(0, RECIPIENTS)
        .mapToObj(i -> new InboxQuery("reader-" + i, 0, 1, null))
        .allMatch(rest -> Awaiting.result(hub.inbox(Caller.operator(), rest)).items().isEmpty());
  }

  /** One of those that somebody is at. */
  private int occupied() {
    List<URI> places = pulses().map(Pulse::place).distinct().sorted().toList();
    return urls.indexOf(places.get(random.nextInt(places.size())));
  }

  /** At random, but each kind once before one comes again. */
  private Fault next(List<Fault> rest) {
    if (rest.isEmpty()) {
      rest.addAll(List.of(Fault.values()));
      Collections.shuffle(rest, random);
    }
    return rest.remove(rest.size() - 1);
  }

  private void happens(int count, int number, Fault fault) throws Exception {
    URI place = urls.get(number);
    List<Pulse> met = pulses().filter(pulse -> pulse.place().equals(place)).toList();
    long at = System.nanoTime();
    pulses().forEach(pulse -> pulse.begin(at));
    strike(number, fault);
    everybodyIsServed();
    met.forEach(pulse -> recoveries.add(fault.name(), pulse.longestNanos()));
    long worst = met.stream().mapToLong(Pulse::longestNanos).max().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%d: %s of node %d, %d clients there, the longest without service %.2f s; %,d receipts%n",
        count,
        fault,
        number,
        met.size(),
        worst / 1e9,
        ledger.receipts());
    pause(random.nextInt(500, 3000));
  }

  /** When it is over the node serves again. */
  private void strike(int number, Fault fault) throws Exception {
    switch (fault) {
      case SIGKILL -> served.get(number).kill();
      case SIGSTOP -> {
        signal("-STOP", number);
        pause(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS));
        signal("-CONT", number);
      }
      case SIGTERM -> assertThat(served.get(number).terminate(20)).isEqualTo(143);
    }
    if (fault != Fault.SIGSTOP) {
      served.set(number, nodes.start(number, "http.port=" + urls.get(number).getPort()));
    }
  }

  private Stream<Pulse> pulses() {
    return Stream.concat(
        senders.stream().map(SoakSender::pulse), recipients.stream().map(SoakRecipient::pulse));
  }

  private void everybodyIsServed() {
    long moment = System.nanoTime();
    eventually(vertx, "served", () -> pulses().allMatch(pulse -> pulse.wasServedSince(moment)));
  }

  private void pause(long millis) {
    Awaiting.result(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }

  private void signal(String name, int number) throws Exception {
    String pid = String.valueOf(served.get(number).pid());
    assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
  }
}
