package dev.multichat.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One store under test with a clock of its own, and words to speak to it. */
public final class Trial implements AutoCloseable {
  private final Factory factory;
  private final String name;
  private final List<SessionStore> beside = new ArrayList<>();
  public final MovableClock clock = new MovableClock();
  public SessionStore store;

  /** Opens a store over the data of one test. */
  public interface Factory {
    SessionStore open(String name, boolean readOnly, MovableClock clock);
  }

  public Trial(Factory factory) {
    this(factory, "one");
  }

  private Trial(Factory factory, String name) {
    this.factory = factory;
    this.name = name;
    store = factory.open(name, false, clock);
  }

  /** Another one over data of its own; whoever takes it closes it. */
  Trial elsewhere() {
    return new Trial(factory, "another");
  }

  /** With agents registered and the session "talk" of them, which is not open. */
  Trial with(String... agents) {
    List.of(agents).forEach(agent -> append(card(agent)));
    append(opening("talk", false, agents));
    return this;
  }

  /** Another one over the same data, only to read. */
  public SessionStore reader() {
    SessionStore reader = factory.open(name, true, clock);
    beside.add(reader);
    return reader;
  }

  public void reopen() {
    await(store.close());
    store = factory.open(name, false, clock);
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MultichatException refusal) {
        throw refusal;
      }
      throw new AssertionError("failed with something else", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** The code with which it is refused. */
  public static ErrorCode refusal(Future<?> future) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(future));
    assertThat(refusal).as("should have been refused").isNotNull();
    return refusal.code();
  }

  public Appended batch(Write... writes) {
    return await(store.append(List.of(writes)));
  }

  /** The outcome of a write that makes a batch of its own. */
  public Outcome append(Write write) {
    return batch(write).outcomes().get(0);
  }

  /** The code with which a write of its own is refused. */
  public ErrorCode refused(Write write) {
    Outcome outcome = append(write);
    assertThat(outcome.refused()).as("should have been refused").isNotNull();
    assertThat(outcome.entry()).isNull();
    return outcome.refused().code();
  }

  /** The message as it was appended; it must not be refused. */
  public Message send(Letter letter) {
    Outcome outcome = append(letter.write());
    assertThat(outcome.refused()).isNull();
    return outcome.entry().message();
  }

  public List<Message> send(int count, String from, String to) {
    Write[] batch = new Write[count];
    Arrays.setAll(batch, i -> Letter.from(from, to).body("number " + i).write());
    return batch(batch).outcomes().stream().map(o -> o.entry().message()).toList();
  }

  public Entry happens(Write event) {
    Outcome outcome = append(event);
    assertThat(outcome.refused()).isNull();
    assertThat(outcome.entry()).as("should have left an entry").isNotNull();
    return outcome.entry();
  }

  public static Write card(String agent) {
    return Write.event(Entry.agent(Agent.of(agent, "The " + agent, "Tester", ""), agent), false);
  }

  public Write revocation(String agent) {
    Agent card = Agent.of(agent, agent, "", "").since(null, clock.now());
    return Write.event(Entry.agent(card, "operator"), false);
  }

  public static Write opening(String session, boolean open, String... agents) {
    Opening opening = new Opening(session, "About " + session, List.of(agents), open);
    return Write.event(Entry.opened(opening, session, agents[0]), false);
  }

  public static Write event(EntryType type, String session, String agent) {
    return Write.event(Entry.event(type, session, agent, agent, null), false);
  }

  public static Write about(EntryType type, Message message, String agent) {
    return Write.event(Entry.about(type, message, agent, "because"), false);
  }

  public static Write mark(Message message, String agent, ReceiptState state) {
    return Write.mark(message.id(), agent, state);
  }

  public ReceiptState state(Message message, String agent) {
    return await(store.receipts(message.id())).orElseThrow().of(agent);
  }

  public List<String> inbox(String agent) {
    return await(store.inbox(agent, 0, 500)).stream().map(e -> e.message().id()).toList();
  }

  public List<Entry> feed() {
    return await(store.feed(0, 10_000));
  }

  public List<String> awaiting(String agent) {
    return await(store.agenda(agent)).awaiting().stream().map(a -> a.message()).toList();
  }

  @Override
  public void close() {
    beside.forEach(reader -> await(reader.close()));
    await(store.close());
  }
}
