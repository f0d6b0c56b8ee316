package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.gateway.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many sessions an agent has, however they are begun. */
class ManySessionsTest {
  private static final int THREADS = 8;
  private static final int AGENTS = 40;

  private final Door door = new Door(token -> Optional.of(Caller.agent(token)));
  private final ClientSessions sessions = new ClientSessions(door, System::nanoTime);

  private ClientSession begun(String agent) {
    return sessions.begin(agent, new Door.Credentials(agent, null), Version.STRUCTURED);
  }

  @Test
  void whoBeginsManyAtOnceHasNoMoreThanOthers() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> begin(together)));
      }
      for (Future<?> one : all) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(sessions.size()).isEqualTo(AGENTS * ClientSessions.MOST);
  }

  /** Each agent has as many as it may; the threads begin its next ones together. */
  private @Nullable Void begin(CyclicBarrier together) throws Exception {
    for (int agent = 0; agent < AGENTS; agent++) {
      if (together.await() == 0) {
        for (int i = 1; i < ClientSessions.MOST; i++) {
          begun("agent-" + agent);
        }
      }
      together.await();
      begun("agent-" + agent);
      begun("agent-" + agent);
    }
    return null;
  }

  @Test
  void whatEndedMakesRoom() {
    ClientSession first = begun("agent-2");
    for (int i = 1; i < ClientSessions.MOST; i++) {
      begun("agent-2");
    }
    sessions.end(begun("agent-2"));
    begun("agent-2");

    assertThat(sessions.size()).isEqualTo(ClientSessions.MOST);
    sessions.end(first);
    assertThat(sessions.size()).as("it had made room before").isEqualTo(ClientSessions.MOST);
  }
}
