package dev.multichat.deliver;

import dev.multichat.bus.Bus;
import dev.multichat.bus.Bus.Push;
import dev.multichat.config.DeliverySettings;
import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.hub.Attendance;
import dev.multichat.hub.Room;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Fence;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pushes what is recorded to the agents' handlers: in order, one in flight per agent and session,
 * again with growing pauses, then dead. Runs on one event loop.
 */
public final class DeliveryVerticle extends VerticleBase {
  private static final long SWEEP_MS = 1000;

  private final SessionStore store;
  private final Bus bus;
  private final FeedTail feed;
  private final Attendance attendance;
  private final DeliverySettings settings;
  private final Verdicts verdicts;
  private final Meters meters;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();
  private boolean stopped;

  /**
   * @param fence under which it writes; absent when no lease guards it
   */
  public DeliveryVerticle(
      Room room,
      FeedTail feed,
      Attendance attendance,
      DeliverySettings settings,
      @Nullable Fence fence) {
    this.store = room.store();
    this.bus = room.bus();
    this.meters = room.meters();
    this.feed = feed;
    this.attendance = attendance;
    this.settings = settings;
    this.verdicts = new Verdicts(bus, fence);
  }

  @Override
  public Future<?> start() {
    bus.onAnnounced(this::announced);
    bus.onSettled(hint -> settled(hint.agent(), hint.messages()));
    vertx.setPeriodic(SWEEP_MS, tick -> sweep());
    mailboxes.put(Names.OPERATOR, new Mailbox(Names.OPERATOR));
    long from = feed.last();
    return load(null).onSuccess(done -> follow(from));
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    meters.waitingPushes(0);
    attendance.noHandlers();
    return Future.succeededFuture();
  }

  private void sweep() {
    meters.waitingPushes(mailboxes.values().stream().mapToLong(Mailbox::size).sum());
    mailboxes.values().forEach(this::pump);
  }

  /** Every agent may have something in its inbox from before. */
  private Future<Void> load(@Nullable String cursor) {
    return store
        .agents(new PageQuery(Page.MOST, cursor))
        .compose(
            page -> {
              page.items().forEach(this::known);
              return page.next() == null ? Future.succeededFuture() : load(page.next());
            });
  }

  private void known(Agent agent) {
    if (agent.revokedAt() != null) {
      mailboxes.remove(agent.id());
    } else {
      mailboxes.computeIfAbsent(agent.id(), Mailbox::new);
    }
  }

  private void follow(long after) {
    if (stopped) {
      return;
    }
    feed.next(after)
        .onSuccess(
            entries -> {
              entries.forEach(this::take);
              follow(entries.get(entries.size() - 1).position());
            });
  }

  private void take(Entry entry) {
    Message message = entry.message();
    if (message != null) {
      if (message.inReplyTo() != null) {
        settled(message.from(), List.of(message.inReplyTo()));
      }
      for (String agent : message.to()) {
        Mailbox mailbox = mailboxes.computeIfAbsent(agent, Mailbox::new);
        mailbox.offer(entry);
        pump(mailbox);
      }
    } else if (entry.card() != null) {
      known(entry.card());
    } else if (entry.type() == EntryType.EXPIRED && entry.about() != null) {
      String expired = entry.about();
      mailboxes.values().forEach(mailbox -> mailbox.settled(expired));
    }
  }

  private void announced(String agent) {
    Mailbox mailbox = mailboxes.get(agent);
    if (mailbox != null) {
      mailbox.present();
      mailbox.reread();
      pump(mailbox);
    }
  }

  private void settled(String agent, List<String> messages) {
    Mailbox mailbox = mailboxes.get(agent);
    if (mailbox != null) {
      messages.forEach(mailbox::settled);
      pump(mailbox);
    }
  }

  private void pump(Mailbox mailbox) {
    boolean revoked = mailboxes.get(mailbox.agent()) != mailbox;
    if (stopped || revoked || mailbox.isAbsent(now())) {
      return;
    }
    if (mailbox.wantsMore()) {
      long after = mailbox.beginLoading();
      store
          .inbox(mailbox.agent(), after, Mailbox.MOST)
          .onSuccess(
              entries -> {
                mailbox.loaded(entries);
                pump(mailbox);
              })
          .onFailure(why -> mailbox.unloaded());
    }
    mailbox.lanes().stream().filter(Lane::isIdle).forEach(lane -> push(mailbox, lane));
  }

  private void push(Mailbox mailbox, Lane lane) {
    Entry entry = lane.first();
    Object attempt = lane.begin();
    Message message = Objects.requireNonNull(entry.message());
    if (lane.hasFailed()) {
      meters.redelivered();
    }
    bus.push(mailbox.agent(), message, Duration.ofMillis(settings.replyWithinMs()))
        .onSuccess(
            result -> {
              if (result == Push.TAKEN) {
                meters.delivered(Meters.Way.PUSH);
                verdicts.acknowledge(vertx, mailbox, entry);
              }
              if (lane.isCurrent(attempt)) {
                settle(mailbox, lane, attempt, result);
              }
            });
  }

  private void settle(Mailbox mailbox, Lane lane, Object attempt, Push result) {
    attendance.handler(mailbox.agent(), result != Push.NOBODY);
    switch (result) {
      case TAKEN -> {
        mailbox.present();
        mailbox.advance(lane);
        pump(mailbox);
      }
      case NOBODY -> mailbox.absent(now() + pause(mailbox.absences() + 1));
      case FAILED -> failed(mailbox, lane, attempt);
    }
  }

  /** An agent that takes its time may have acknowledged, or replied, in another way. */
  private void failed(Mailbox mailbox, Lane lane, Object attempt) {
    meters.pushFailed();
    int failures = lane.failed();
    if (failures < settings.deadAfter()) {
      resume(mailbox, lane, attempt, failures);
      return;
    }
    Entry entry = lane.first();
    verdicts
        .dead(vertx, entry, mailbox.agent(), failures)
        .onSuccess(
            done -> settled(mailbox.agent(), List.of(Objects.requireNonNull(entry.message()).id())))
        .onFailure(why -> resume(mailbox, lane, attempt, failures));
  }

  /** After a pause the first one is tried again, unless it was settled meanwhile. */
  private void resume(Mailbox mailbox, Lane lane, Object attempt, int failures) {
    vertx.setTimer(
        pause(failures),
        again -> {
          if (lane.isCurrent(attempt)) {
            lane.rest();
            pump(mailbox);
          }
        });
  }

  private long pause(int times) {
    long doubled = (long) settings.firstPauseMs() << Math.min(times - 1, 20);
    return Math.min(doubled, settings.longestPauseMs());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
