package dev.multichat.devlog;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
  @TempDir Path folder;
  private Desk desk;
  private String unreadable = "";

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aBatchGivenAgainAfterAFailureChangesAllThatItWouldHaveChanged() throws Exception {
    Message atHand = notice("first");
    Message stored = notice("second");
    Message failing = notice("third");
    Projection projection = new Projection(new DevlogSource(failingStore()));
    await(projection.changedBy(List.of(entry(atHand))));
    List<Message> notices = List.of(atHand, stored, failing);
    List<Entry> replies = notices.stream().map(this::reply).map(this::entry).toList();
    unreadable = failing.id();
    Future<Collection<Sheet>> failed = projection.changedBy(replies);
    assertThat(failure(failed)).hasMessage("no such luck");
    unreadable = "";
    List<Sheet> sheets = List.copyOf(await(projection.changedBy(replies)));
    assertThat(sheets).hasSize(6);
    for (Message notice : notices) {
      assertThat(sheets)
          .filteredOn(sheet -> sheet.key().equals(new Sheet.Key(true, notice.id())))
          .singleElement()
          .extracting(Sheet::markdown)
          .asString()
          .contains("Replies: [");
    }
  }

  private Message notice(String session) {
    desk.happens(Trial.opening(session, false, "a-1", "a-2"));
    return desk.send(Letter.from("a-1", "a-2").in(session).subject("Look"));
  }

  private Message reply(Message notice) {
    return desk.send(Letter.from("a-2", "a-1").in(notice.session()).answers(notice));
  }

  private Entry entry(Message message) {
    return await(desk.store.message(message.id())).orElseThrow();
  }

  private static Throwable failure(Future<?> future) throws Exception {
    try {
      future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
      throw new AssertionError("should have failed");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** The desk's, but the file of one notice cannot be read. */
  private SessionStore failingStore() {
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, given) -> {
              if (method.getName().equals("notices") && given[0].equals(unreadable)) {
                return Future.failedFuture(
                    new MultichatException(ErrorCode.UNAVAILABLE, "no such luck"));
              }
              try {
                return method.invoke(desk.store, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
