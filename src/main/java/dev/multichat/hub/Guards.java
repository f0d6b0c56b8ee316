package dev.multichat.hub;

import dev.multichat.config.GuardSettings;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import io.vertx.core.Future;

/** What keeps agents that run wild from drowning or wearing out the others. */
final class Guards {
  private static final int REMEMBERED = 20_000;

  private final Room room;
  private final boolean together;
  private final Recent<Boolean> own = new Recent<>(REMEMBERED);
  private final LoopGuard loops;
  private volatile Pace pace;

  Guards(Room room, Rights rights, GuardSettings settings) {
    this.room = room;
    this.together = room.bus().neighbours().mayBe();
    this.loops = new LoopGuard(room, rights, settings);
    this.pace = paced(settings);
  }

  private Pace paced(GuardSettings settings) {
    return new Pace(settings, room.stamp().clock(), room.meters());
  }

  /** Learns what the store tells, and counts what other nodes let pass. */
  Future<Void> start() {
    if (together) {
      room.bus().onCommitted(hint -> hint.entries().forEach(this::count));
    }
    return loops.start();
  }

  private void count(Entry entry) {
    Message message = entry.message();
    if (message != null && own.get(message.id()) == null) {
      pace.elsewhere(message);
    }
  }

  /** A message of this id is about to be let pass here. */
  void here(String id) {
    if (together) {
      own.put(id, true);
    }
  }

  LoopGuard loops() {
    return loops;
  }

  Pace pace() {
    return pace;
  }

  /** Goes by these settings from now on: with full buckets, and with what is held still held. */
  void change(GuardSettings settings) {
    pace = paced(settings);
    loops.change(settings);
  }
}
