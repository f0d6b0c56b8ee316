package dev.multichat.app;

import dev.multichat.client.HubClient;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.demo.Ledger;
import dev.multichat.demo.Rally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Three hubs as one, a conversation across them, and one of them killed in its middle. */
final class ClusterDemo {
  /** Soon there, since nobody waits for the last of their speed. */
  private static final LocalNodes.Shape SHAPE =
      new LocalNodes.Shape(3, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), Map.of());

  private static final int QUESTIONS = 60;
  private static final int KILLED_AT = 20;
  private static final int KILLED = 1;
  private static final int EACH = 10;
  private static final long PAUSE_MS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Consumer<String> line;
  private final AtomicLong killed = new AtomicLong();

  ClusterDemo(Vertx vertx, Consumer<String> line) {
    this.vertx = vertx;
    this.line = line;
  }

  /**
   * Whether every promise was kept.
   *
   * @param store that they share; absent: on the installed Redis, which is started for it
   */
  boolean run(@Nullable String store) {
    try (LocalHubs hubs = new LocalHubs(store, SHAPE)) {
      line.accept("Three hubs start, each in a process of its own; store: " + hubs.told() + ".");
      LocalNodes nodes = hubs.nodes();
      long began = System.nanoTime();
      nodes.start();
      line.accept(
          String.format(
              Locale.ROOT, "They serve as one after %.1f s: %s.", seconds(began), places(nodes)));
      return talked(nodes);
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "The hubs' files could not be read or written (" + e.getMessage() + ").",
          e);
    }
  }

  private static String places(LocalNodes nodes) {
    List<URI> urls = nodes.urls(0);
    return IntStream.range(0, urls.size())
        .mapToObj(number -> "hub " + (number + 1) + " at " + urls.get(number))
        .collect(Collectors.joining(", "));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private boolean talked(LocalNodes nodes) throws IOException {
    String token = Files.readString(nodes.token()).strip();
    HubClient operator = new HubClient(vertx, nodes.urls(2), token, null);
    String run = UUID.randomUUID().toString().substring(0, 8);
    Rally.Speaker asking = speaker(operator, nodes, "asking-" + run, 0);
    Rally.Speaker answering = speaker(operator, nodes, "answering-" + run, KILLED);
    try {
      String session = "rally-" + run;
      line.accept(
          asking.caller().agent()
              + " at hub 1 asks "
              + QUESTIONS
              + " questions, "
              + answering.caller().agent()
              + " at hub 2 answers them. Each knows all three hubs.");
      Rally rally = new Rally(vertx, session, asking, answering);
      Ledger ledger =
          Awaiting.result(rally.hold(QUESTIONS, question -> answered(question, nodes)), PATIENCE);
      HistoryQuery query = new HistoryQuery(session, null, Page.MOST, null);
      List<Message> stored =
          Awaiting.result(operator.coordinator().history(Caller.operator(), query)).items();
      return concluded(ledger, stored, session);
    } finally {
      Awaiting.result(asking.socket().close());
      Awaiting.result(answering.socket().close());
      Awaiting.result(operator.close());
    }
  }

  private Rally.Speaker speaker(HubClient operator, LocalNodes nodes, String id, int hub) {
    Agent card = Agent.of(id, id, "", "");
    String token =
        Awaiting.result(operator.identities().enrol(Caller.operator(), card, Access.AGENT)).token();
    Rally.Speaker speaker =
        new Rally.Speaker(Caller.agent(id), new HubSocket(vertx, nodes.urls(hub), token, null));
    Awaiting.result(admitted(speaker), PATIENCE);
    return speaker;
  }

  /** A token that another hub gave out is known here a moment later. */
  private Future<Page<Agent>> admitted(Rally.Speaker speaker) {
    return speaker
        .socket()
        .coordinator()
        .agents(speaker.caller(), new PageQuery(1, null))
        .recover(
            failure ->
                failure instanceof MultichatException refusal
                        && refusal.code() == ErrorCode.UNAUTHENTICATED
                    ? vertx.timer(PAUSE_MS).compose(again -> admitted(speaker))
                    : Future.failedFuture(failure));
  }

  private void answered(int question, LocalNodes nodes) {
    if (question == KILLED_AT) {
      killed.set(System.nanoTime());
      nodes.kill(KILLED);
      line.accept("Question " + question + " is answered. Hub 2 is killed (SIGKILL).");
    } else if (question == KILLED_AT + 1) {
      line.accept(
          String.format(
              Locale.ROOT,
              "Question %d is answered %.2f s after that, by way of another hub.",
              question,
              seconds(killed.get())));
    } else if (question % EACH == 0) {
      line.accept("Question " + question + " is answered.");
    }
  }

  private boolean concluded(Ledger ledger, List<Message> stored, String session) {
    List<String> wrong = ledger.against(stored);
    wrong.forEach(line);
    line.accept(
        String.format(
            Locale.ROOT,
            "Read back from hub 3: %d messages in session %s. %d receipts: %s. Shown once more: %d.",
            stored.size(),
            session,
            ledger.confirmed(),
            wrong.isEmpty()
                ? "nothing was lost, nothing stored twice, nothing out of order"
                : wrong.size() + " promises were broken",
            ledger.again()));
    return wrong.isEmpty();
  }
}
