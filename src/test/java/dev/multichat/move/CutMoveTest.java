package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moves that are cut between any two writes, and what the target had of its own before. */
class CutMoveTest {
  private static final String PAIRS = "dev.multichat.move.StoreKind#pairs";
  private static final int MESSAGES = 1800;

  @TempDir Path folder;
  private Moves moves;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
  }

  @AfterEach
  void close() {
    moves.close();
  }

  /** The store, which fails for good after so many writes, as if the process had ended. */
  private static SessionStore failingAfter(SessionStore store, int writes) {
    AtomicInteger left = new AtomicInteger(writes);
    List<String> written = List.of("append", "saveCredentials", "delete", "newEpoch");
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              if (written.contains(method.getName()) && left.getAndDecrement() <= 0) {
                return Future.failedFuture(
                    new MultichatException(ErrorCode.UNAVAILABLE, "It was cut."));
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void anImportThatWasCutGoesOnWhereItStopped(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    String file = Moves.export(from);
    Path path = moves.file(file);
    int writes = 0;
    while (isCut(other, "cut-" + writes, path, writes)) {
      SessionStore again = moves.open(other, "cut-" + writes);

      Moves.load(again, path);

      assertThat(Moves.export(again)).as("cut after %d writes", writes).isEqualTo(file);
      assertThat(Moves.load(again, path)).isEqualTo(Moved.BEFORE);
      writes++;
    }
    assertThat(writes).isGreaterThan(8);
  }

  private boolean isCut(StoreKind kind, String name, Path path, int writes) {
    SessionStore store = moves.open(kind, name);
    try {
      Moves.load(failingAfter(store, writes), path);
      return false;
    } catch (MultichatException e) {
      assertThat(e).hasMessage("It was cut.");
      return true;
    } finally {
      await(store.close());
    }
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void aMigrationThatWasCutGoesOnWhereItStopped(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    SessionStore to = moves.open(other, "to");
    assertThatThrownBy(() -> Moves.migrate(from, failingAfter(to, 3))).hasMessage("It was cut.");

    Moved moved = Moves.migrate(from, to);

    assertThat(moved.messages()).isBetween(1L, MESSAGES - 500L);
    assertThat(Moves.export(to)).isEqualTo(Moves.export(from));
    assertThat(Moves.migrate(from, to)).isEqualTo(Moved.BEFORE);
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void whatTheTargetHasOfItsOwnStaysAsItIs(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    Trial own = moves.trial(other, "to");
    Agent ada = Agent.of("ada", "Another Ada", "", "");
    own.append(Write.event(Entry.agent(ada, "ada"), false));
    own.append(Trial.opening("own", true, "ada"));
    Path path = moves.file(Moves.export(from));
    assertThatThrownBy(() -> Moves.load(failingAfter(own.store, 2), path));

    Moves.load(own.store, path);

    assertThat(await(own.store.agent("ada")).orElseThrow().name()).isEqualTo("Another Ada");
    assertThat(await(own.store.session("own"))).isPresent();
    Wanted talk = new Wanted("talk-3", null, null, null);
    assertThat(withoutAgents(Moves.export(own.store, talk)))
        .isEqualTo(withoutAgents(Moves.export(from, talk)));
    assertThat(new Doctor(own.store, Moves.SILENT).examine().findings()).isEmpty();
  }

  private static List<String> withoutAgents(String export) {
    return export
        .lines()
        .filter(line -> !line.contains("\"type\":\"agent\"") && !line.startsWith("{\"manifest\""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void sessionsThatTheTargetHasInTheSameWordsAreLeftOut(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    SessionStore to = moves.open(other, "to");
    moves.load(to, Moves.export(from, new Wanted("talk-1", null, null, null)));

    Moved rest = Moves.migrate(from, to);

    assertThat(rest.keptSessions()).isEqualTo(1);
    assertThat(rest.keptAgents()).isEqualTo(5);
    assertThat(rest.messages()).isEqualTo(MESSAGES - MESSAGES / 6);
    for (int i = 0; i < 6; i++) {
      assertThat(await(to.session("talk-" + i))).isEqualTo(await(from.session("talk-" + i)));
    }
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void aSessionInOtherWordsIsFoundBeforeAnythingIsWritten(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    Trial to = moves.trial(other, "to");
    to.append(Trial.card("alice"));
    to.append(Trial.opening("talk-4", true, "alice"));
    String before = Moves.export(to.store);

    assertThatThrownBy(() -> moves.load(to.store, Moves.export(from)))
        .isInstanceOfSatisfying(
            MultichatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining("The session 'talk-4' is in the store already");
    assertThatThrownBy(() -> Moves.migrate(from, to.store))
        .hasMessageContaining("The session 'talk-4' is in the store already");

    assertThat(Moves.export(to.store)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void aSessionThatWentOnInTheTargetIsAConflict(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, MESSAGES);
    Trial to = moves.trial(other, "to");
    moves.load(to.store, Moves.export(from, new Wanted("talk-3", null, null, null)));
    to.send(Letter.from("ada", "bo").in("talk-3"));

    assertThatThrownBy(() -> moves.load(to.store, Moves.export(from)))
        .hasMessageContaining("The session 'talk-3' is in the store already");
    assertThat(await(to.store.session("talk-1"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void whatWasDeletedInTheTargetDoesNotComeBack(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, 20);
    SessionStore to = moves.open(other, "to");
    moves.load(to, Moves.export(from, new Wanted("talk-1", null, null, null)));
    await(to.delete("talk-1"));
    String before = Moves.export(to);

    assertThatThrownBy(() -> moves.load(to, Moves.export(from)))
        .hasMessageContaining("or was before its session was deleted there");

    assertThat(Moves.export(to)).isEqualTo(before);
  }
}
